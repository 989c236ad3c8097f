import type { KeyTokens } from '../apiKeys/apiKeyQuestion';
import { dayStartSql } from './dayStartSql';
import type { Queries } from './readingDatabase';
import type { UsageRepository } from './usage.repository';

const DAYS = 30;
/** Far more keys than an account may hold. */
const MOST_KEYS = 100_000;

/** All SQL about what the keys of an account used lately. */
export class RecentTokensRepository {
  constructor(
    private readonly db: Queries,
    private readonly usage: Pick<UsageRepository, 'answer'>,
  ) {}

  /**
   * Of the last 30 days, today included, in the account's zone; the most first. Keys that used nothing are left out. Two
   * statements.
   */
  async list(accountId: string): Promise<KeyTokens[]> {
    const [days] = await this.db.query<DaysRow[]>(LAST_DAYS, [accountId, DAYS]);
    if (!days) return [];
    const question = { ...days, granularity: 'TOTAL', groupBy: ['API_KEY'], apiKeyIds: null } as const;
    const { rows } = await this.usage.answer(accountId, { ...question, modelNumbers: null }, MOST_KEYS);
    return rows.flatMap(({ apiKeyId, usage }) =>
      apiKeyId === null ? [] : [{ apiKeyId, totalTokens: usage.totalTokens }],
    );
  }
}

interface DaysRow {
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
}

const LAST_DAYS = `
  SELECT ${dayStartSql('(today - $2::integer + 1)', 'time_zone')} AS "from", ${dayStartSql('(today + 1)', 'time_zone')} AS "to",
    time_zone AS "timeZone"
  FROM (SELECT time_zone, (now() AT TIME ZONE time_zone)::date AS today FROM accounts WHERE id = $1) a`;

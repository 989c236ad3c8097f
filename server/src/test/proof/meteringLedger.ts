import type { DataSource } from 'typeorm';
import { makeUsageProofs } from '../../compose/usageProofs';
import type { SeenCall } from './meteringCall';

/** What the ledger says of calls that clients saw end. Everything but `corrected` and `lostNodes` has to be 0. */
export interface LedgerVerdict {
  /** Ended well, and not in the ledger. */
  readonly notMetered: number;
  /** Calls that count more than once, whether a client saw them end or not. */
  readonly doubled: number;
  /** Ended well, and metered otherwise than the upstream has counted. */
  readonly wronglyMetered: number;
  /** Tokens of an upstream that was never asked. */
  readonly invented: number;
  readonly open: number;
  /** Quarters of an hour and days that are not what the ledger says. */
  readonly wrongSums: number;
  /** Calls that were booked as lost, and of those the ones that were corrected. */
  readonly bookedAsLost: number;
  readonly corrected: number;
}

interface MeteredCall {
  readonly id: string;
  readonly requests: number;
  readonly input: number;
  readonly output: number;
  readonly reported: boolean;
}

/**
 * Compares.
 *
 * @param askedIds of the calls that the upstream was asked for.
 */
export async function judgeLedger(
  db: DataSource,
  seen: readonly SeenCall[],
  askedIds: ReadonlySet<string>,
): Promise<LedgerVerdict> {
  const metered = new Map((await db.query<MeteredCall[]>(METERED)).map((call) => [call.id, call]));
  const well = seen.filter(({ end }) => end === 'WELL');
  const isRight = ({ requestId, usage }: SeenCall): boolean => {
    const call = metered.get(requestId);
    return (
      call?.input === usage?.inputTokens && call?.output === usage?.outputTokens && call?.reported === true
    );
  };
  const [counts] = await db.query<Pick<LedgerVerdict, 'open' | 'bookedAsLost' | 'corrected'>[]>(COUNTS);
  if (!counts) throw new Error('The ledger was not counted.');
  const all = [...metered.values()];
  return {
    notMetered: well.filter(({ requestId }) => !metered.has(requestId)).length,
    doubled: all.filter(({ requests }) => requests !== 1).length,
    wronglyMetered: well.filter((call) => metered.has(call.requestId) && !isRight(call)).length,
    invented: all.filter(
      ({ id, reported, input, output }) => reported && input + output > 0 && !askedIds.has(id),
    ).length,
    wrongSums: (await makeUsageProofs(db).verification.verify(() => {})).wrong,
    ...counts,
  };
}

const METERED = `
  SELECT coalesce(corrects, id) AS id, sum(requests)::integer AS requests, sum(input_tokens)::integer AS input,
    sum(output_tokens)::integer AS output, bool_or(source = 'REPORTED') AS reported
  FROM usage_events GROUP BY 1`;

const COUNTS = `
  SELECT (SELECT count(*) FROM open_requests)::integer AS open,
    count(*) FILTER (WHERE end_reason = 'NODE_LOST' AND requests = 1)::integer AS "bookedAsLost",
    count(*) FILTER (WHERE requests = -1)::integer AS corrected
  FROM usage_events`;

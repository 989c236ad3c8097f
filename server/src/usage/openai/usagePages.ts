import type { ModelKind } from '../../models/modelKind';
import type { Actor } from '../../platform/actor';
import { DomainError, invalidInput } from '../../platform/domainError';
import { isUuid } from '../../platform/uuid';
import type { UsageReportRow } from '../usageReport';
import type { NumberedUsageQuestion } from '../usageSql';
import type { PageCursors } from './pageCursor';
import { type BucketWidth, bucketSeconds, type UsagePageQuestion } from './usagePageQuestion';
import { type UsageResult, usageResult } from './usageResult';

/** OpenAI's form of a page. All four fields are always there. */
export interface UsagePage {
  readonly object: 'page';
  readonly data: readonly UsageBucket[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

export interface UsageBucket {
  readonly object: 'bucket';
  /** Seconds since 1970, inclusive. */
  readonly start_time: number;
  /** Exclusive. */
  readonly end_time: number;
  /** Empty when nothing was used. */
  readonly results: readonly UsageResult[];
}

export interface UsagePagesParts {
  /** Rows in the order of their buckets, at most so many. */
  readonly ask: (
    accountId: string,
    question: NumberedUsageQuestion,
    rowCap: number,
  ) => Promise<{ readonly rows: readonly UsageReportRow[]; readonly isTruncated: boolean }>;
  /** Every model, also those that are gone. */
  readonly listModels: () => Promise<
    readonly { readonly number: number; readonly id: string; readonly kind: ModelKind }[]
  >;
  readonly cursors: PageCursors;
  readonly now: () => Date;
}

/** Rows of one page. One that would be longer has fewer buckets. */
const MOST_ROWS = 20_000;
const STEPS: Record<BucketWidth, NumberedUsageQuestion['granularity']> = {
  '1m': 'MINUTE',
  '1h': 'HOUR',
  '1d': 'DAY',
};

/** Usage in the form of OpenAI's organization API. Buckets begin at whole minutes, hours and days of UTC. */
export class UsagePages {
  constructor(private readonly parts: UsagePagesParts) {}

  /**
   * One page: the buckets from the cursor on, also those in which nothing was used. Embeddings are the calls of embedding
   * models, completions all others, costs all of them.
   *
   * @throws DomainError INVALID_INPUT for a cursor that is none of ours, for a bucket of more than 20,000 groups, and for minutes
   * of days whose single calls are not kept any more.
   */
  async page(actor: Actor, question: UsagePageQuestion): Promise<UsagePage> {
    const { cursors } = this.parts;
    const { accountId } = actor;
    const first =
      question.page === null ? question.startTime : cursors.read(accountId, question, question.page);
    const end = question.endTime ?? Math.ceil(this.parts.now().getTime() / 1_000);
    const bounds = boundsOf(question, first, end);
    if (bounds.length < 2) return { object: 'page', data: [], has_more: false, next_page: null };
    const { buckets, until } = await this.buckets(accountId, question, bounds);
    const hasMore = until < end;
    return {
      object: 'page',
      data: buckets,
      has_more: hasMore,
      next_page: hasMore ? cursors.write(accountId, question, until) : null,
    };
  }

  /** Between each two of these seconds lies a bucket. */
  private async buckets(
    accountId: string,
    question: UsagePageQuestion,
    bounds: readonly number[],
  ): Promise<{ buckets: UsageBucket[]; until: number }> {
    const { rows, modelIds, isTruncated } = await this.rows(accountId, question, bounds);
    const whole = isTruncated ? wholeBuckets(bounds, rows) : bounds.length - 1;
    if (whole < 1) throw invalidInput('group_by', `Too many groups: at most ${MOST_ROWS} in one bucket.`);
    const results = new Map<number, UsageResult[]>(bounds.map((bound) => [bound, []]));
    for (const row of rows) {
      results
        .get(boundOf(bounds, row))
        ?.push(usageResult(question, row, modelIds.get(row.modelNumber ?? -1)));
    }
    const buckets = bounds.slice(0, whole).map((start, i) => ({
      object: 'bucket' as const,
      start_time: start,
      end_time: bounds[i + 1] ?? start,
      results: results.get(start) ?? [],
    }));
    return { buckets, until: bounds[whole] ?? 0 };
  }

  private async rows(accountId: string, question: UsagePageQuestion, bounds: readonly number[]) {
    const models = await this.parts.listModels();
    const modelIds = new Map(models.map(({ number, id }) => [number, id]));
    if (question.onlyBatches) return { rows: [], modelIds, isTruncated: false };
    const wanted = models.filter(
      ({ id, kind }) => isOfKind(question, kind) && (question.modelIds?.includes(id) ?? true),
    );
    const isEveryModel = question.kind === 'costs' && question.modelIds === null;
    const answer = await this.ask(
      accountId,
      {
        from: new Date((bounds[0] ?? 0) * 1_000),
        to: new Date((bounds.at(-1) ?? 0) * 1_000),
        timeZone: 'UTC',
        granularity: STEPS[question.width],
        groupBy: [
          ...(question.byModel ? ['MODEL' as const] : []),
          ...(question.byKey ? ['API_KEY' as const] : []),
        ],
        apiKeyIds: question.apiKeyIds?.filter(isUuid) ?? null,
        modelNumbers: isEveryModel ? null : wanted.map(({ number }) => number),
      },
      MOST_ROWS,
    );
    return { ...answer, modelIds };
  }

  private async ask(...asked: Parameters<UsagePagesParts['ask']>): ReturnType<UsagePagesParts['ask']> {
    try {
      return await this.parts.ask(...asked);
    } catch (error) {
      throw error instanceof DomainError ? inNamesOfOpenAi(error) : error;
    }
  }
}

/** Parameters under the names that they have here. */
const OPENAI_NAMES: Readonly<Record<string, string>> = {
  granularity: 'bucket_width',
  from: 'start_time',
  to: 'end_time',
};

function inNamesOfOpenAi(refusal: DomainError): DomainError {
  const field = OPENAI_NAMES[refusal.details.field ?? ''];
  return field === undefined
    ? refusal
    : new DomainError(refusal.code, refusal.message, { field }, { cause: refusal });
}

function isOfKind(question: UsagePageQuestion, kind: ModelKind): boolean {
  if (question.kind === 'costs') return true;
  return (question.kind === 'embeddings') === (kind === 'EMBEDDING');
}

/** The first and the last bucket are cut to the range. */
function boundsOf({ width, limit }: UsagePageQuestion, first: number, end: number): number[] {
  const seconds = bucketSeconds(width);
  const bounds = [first];
  for (let next = (Math.floor(first / seconds) + 1) * seconds; bounds.length <= limit; next += seconds) {
    if ((bounds.at(-1) ?? end) >= end) break;
    bounds.push(Math.min(next, end));
  }
  return bounds;
}

/** The beginning of the bucket that a row belongs to: its own start, or that of the range that cuts it. */
function boundOf(bounds: readonly number[], { bucketStart }: UsageReportRow): number {
  return Math.max(bounds[0] ?? 0, (bucketStart?.getTime() ?? 0) / 1_000);
}

/** How many buckets have all of their rows when the last rows were cut off. */
function wholeBuckets(bounds: readonly number[], rows: readonly UsageReportRow[]): number {
  const last = rows.at(-1);
  return last ? bounds.indexOf(boundOf(bounds, last)) : 0;
}

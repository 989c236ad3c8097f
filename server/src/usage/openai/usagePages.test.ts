import { invalidInput } from '../../platform/domainError';
import { NO_USAGE, type UsageReportRow } from '../usageReport';
import { PageCursors } from './pageCursor';
import { readUsagePageQuestion } from './usagePageQuestion';
import { UsagePages } from './usagePages';

const DAY = 86_400;
const START = Date.UTC(2026, 0, 1) / 1_000;
const ACTOR = { kind: 'operator', accountId: 'a' } as const;

/** Pages over these rows, of which the database gives only so many. */
function pagesOver(days: readonly number[], cap: number) {
  const rows = days.map(
    (day): UsageReportRow => ({
      bucketStart: new Date((START + day * DAY) * 1_000),
      modelNumber: null,
      apiKeyId: null,
      usage: { ...NO_USAGE, requests: 1 },
    }),
  );
  return new UsagePages({
    ask: async (_accountId, { from, to }) => {
      const inRange = rows.filter(
        ({ bucketStart }) => bucketStart && bucketStart >= from && bucketStart < to,
      );
      return { rows: inRange.slice(0, cap), isTruncated: inRange.length > cap };
    },
    listModels: async () => [],
    cursors: new PageCursors('a secret of the tests'),
    now: () => new Date((START + 3 * DAY) * 1_000),
  });
}
const question = (more = '') =>
  readUsagePageQuestion('costs', new URLSearchParams(`start_time=${START}&limit=3${more}`));

describe('a page with more groups than it may hold', () => {
  it('ends before the day that was cut off, and goes on there', async () => {
    const pages = pagesOver([0, 0, 1, 1, 2], 3);
    const counts: number[][] = [];

    let page: string | null = '';
    while (page !== null) {
      const answer = await pages.page(ACTOR, question(page && `&page=${page}`));
      counts.push(answer.data.map(({ results }) => results.length));
      page = answer.next_page;
    }

    expect(counts).toEqual([[2], [2, 1]]);
  });

  it('is refused when one day alone has more', async () => {
    await expect(pagesOver([0, 0, 0, 0], 3).page(ACTOR, question())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'group_by' },
    });
  });
});

it('names what is refused as OpenAI does', async () => {
  const pages = new UsagePages({
    ask: async () => {
      throw invalidInput('granularity', 'Single calls are kept from 2026-01-02, in UTC, on.');
    },
    listModels: async () => [],
    cursors: new PageCursors('a secret of the tests'),
    now: () => new Date((START + 3 * DAY) * 1_000),
  });

  await expect(pages.page(ACTOR, question())).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'Single calls are kept from 2026-01-02, in UTC, on.',
    details: { field: 'bucket_width' },
  });
});

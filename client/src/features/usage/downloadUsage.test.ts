import { downloadUsage, exportQuery } from './downloadUsage';

const INPUT = {
  from: '2026-03-28T23:00:00.000Z',
  to: '2026-03-30T22:00:00.000Z',
  timeZone: 'Europe/Berlin',
  granularity: 'DAY',
  groupBy: [],
  modelIds: ['acme/quick', 'acme/deep'],
} as const;
const input = { ...INPUT, groupBy: [], modelIds: [...INPUT.modelIds] };

it('asks for a file in the words of UsageInput, no grouping included', () => {
  expect(decodeURIComponent(exportQuery(input, 'focus').toString())).toBe(
    'from=2026-03-28T23:00:00.000Z&to=2026-03-30T22:00:00.000Z&timeZone=Europe/Berlin&granularity=DAY&groupBy=' +
      '&modelIds=acme/quick,acme/deep&format=focus',
  );
});

describe('a file', () => {
  const saved: string[] = [];
  beforeEach(() => {
    saved.length = 0;
    Object.assign(URL, { createObjectURL: () => 'blob:usage', revokeObjectURL: () => {} });
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const answer = (facts: { ok: boolean; status: number; blob?: () => Promise<Blob> }) => {
    const headers = new Map([['content-disposition', 'attachment; filename="usage_1_2_UTC.csv"']]);
    // Only what is read of a response.
    globalThis.fetch = async () =>
      ({ headers, blob: async () => new Blob(), ...facts }) as unknown as Response;
  };

  it('is saved under the name that the server gave it', async () => {
    answer({ ok: true, status: 200 });

    expect(await downloadUsage(input, 'csv')).toBeNull();
    expect(saved).toEqual(['usage_1_2_UTC.csv']);
  });

  it.each([
    ['is refused for its size', { ok: false, status: 400 }, 'tooLarge'],
    ['is refused', { ok: false, status: 503 }, 'failed'],
    [
      'breaks off half way',
      { ok: true, status: 200, blob: () => Promise.reject(new TypeError('network error')) },
      'failed',
    ],
  ])('that %s is not saved at all', async (_what, facts, problem) => {
    answer(facts);

    expect(await downloadUsage(input, 'csv')).toBe(problem);
    expect(saved).toEqual([]);
  });
});

import { splitOnBadRow } from './splitOnBadRow';

class SqlError extends Error {
  constructor(readonly code: string) {
    super(`SQLSTATE ${code}`);
  }
}

function statement(bad: ReadonlySet<number>, code = '22021') {
  let calls = 0;
  const run = async (rows: readonly number[]): Promise<string[]> => {
    calls += 1;
    if (rows.some((row) => bad.has(row))) throw new SqlError(code);
    return rows.map((row) => `row ${row}`);
  };
  return { run, calls: () => calls };
}

const ROWS = Array.from({ length: 100 }, (_, i) => i);

describe('a batch with a bad row', () => {
  it('costs one statement when every row is good', async () => {
    const { run, calls } = statement(new Set());

    const outcomes = await splitOnBadRow(ROWS, run);

    expect(outcomes).toHaveLength(100);
    expect(calls()).toBe(1);
  });

  it('loses that row alone, and keeps the order', async () => {
    const { run, calls } = statement(new Set([37]));

    const outcomes = await splitOnBadRow(ROWS, run);

    expect(outcomes.flatMap((outcome, i) => (outcome.ok ? [] : [i]))).toEqual([37]);
    expect(outcomes[99]).toEqual({ ok: true, value: 'row 99' });
    expect(calls()).toBeLessThanOrEqual(15);
  });

  it('fails as a whole when the connection is lost, since nobody knows then what was done', async () => {
    const { run } = statement(new Set([37]), '57P01');

    await expect(splitOnBadRow(ROWS, run)).rejects.toThrow('57P01');
  });
});

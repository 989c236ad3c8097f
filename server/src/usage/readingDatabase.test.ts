import { type Queries, ReadingDatabase } from './readingDatabase';

/** A server whose lag and faults the test sets; it answers with its name. */
function server(name: string) {
  const state = { lagSeconds: 0 as number | null, fault: null as Error | null, asked: 0, looked: 0 };
  const queries: Queries = {
    query: async <Rows>(sql: string) => {
      if (sql.includes('lagSeconds')) state.looked += 1;
      else state.asked += 1;
      if (state.fault) throw state.fault;
      return (sql.includes('lagSeconds') ? [{ lagSeconds: state.lagSeconds }] : [name]) as Rows;
    },
  };
  return { state, queries };
}

describe('questions about usage, with a replica', () => {
  let now: number;
  let said: string[];
  let primary: ReturnType<typeof server>;
  let replica: ReturnType<typeof server>;
  let reading: ReadingDatabase;

  beforeEach(() => {
    now = 0;
    said = [];
    primary = server('primary');
    replica = server('replica');
    reading = new ReadingDatabase({
      primary: primary.queries,
      replica: replica.queries,
      onChange: (message) => said.push(message),
      monotonicMs: () => now,
    });
  });

  const ask = async () => (await reading.query<string[]>('SELECT 1'))[0];
  const away = () => Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });

  it('are read from it while it follows, with a look at its lag once a second', async () => {
    expect([await ask(), await ask()]).toEqual(['replica', 'replica']);
    expect(replica.state.looked).toBe(1);

    now = 1_000;
    await Promise.all([ask(), ask()]);

    expect([replica.state.looked, primary.state.asked]).toEqual([2, 0]);
  });

  it.each<[string, () => void]>([
    ['is more than 30 seconds behind', () => (replica.state.lagSeconds = 30.1)],
    ['has not followed anything yet', () => (replica.state.lagSeconds = null)],
    ['is away', () => (replica.state.fault = away())],
  ])(
    'are read from the primary while it %s, and from it again when it is well after five seconds',
    async (_case, harm) => {
      harm();
      expect([await ask(), await ask()]).toEqual(['primary', 'primary']);
      expect(replica.state.looked).toBe(1);

      Object.assign(replica.state, { lagSeconds: 30, fault: null });
      now = 4_999;
      expect(await ask()).toBe('primary');
      now = 5_000;

      expect(await ask()).toBe('replica');
      expect(said).toEqual([expect.stringContaining('from the primary'), expect.stringContaining('again')]);
    },
  );

  it.each([
    ['goes away', away()],
    ['gives up since rows were cleared away', Object.assign(new Error('conflict'), { code: '40001' })],
  ])('are asked of the primary at once when it %s in the middle', async (_case, fault) => {
    await ask();
    replica.state.fault = fault;

    expect([await ask(), await ask()]).toEqual(['primary', 'primary']);
    expect(replica.state.asked).toBe(2);
  });

  it('that are wrong by themselves are not asked twice', async () => {
    await ask();
    replica.state.fault = Object.assign(new Error('syntax'), { code: '42601' });

    await expect(ask()).rejects.toThrow('syntax');
    expect(primary.state.asked).toBe(0);
  });
});

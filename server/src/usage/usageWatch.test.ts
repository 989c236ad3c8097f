import { UsageWatch } from './usageWatch';
import type { RecentSlot } from './usageWatch.repository';

const SECOND_MS = 1_000;

/** A database of sums, which counts how often it was asked for which accounts. */
function fakeSums() {
  const requests = new Map<string, number>();
  const asked: string[][] = [];
  const listRecent = async (accountIds: readonly string[]): Promise<RecentSlot[]> => {
    asked.push([...accountIds]);
    return accountIds.flatMap((accountId) => {
      const count = requests.get(accountId);
      const slotStart = new Date(0);
      return count ? [{ accountId, slotStart, used: String(count), askedAt: new Date() }] : [];
    });
  };
  const use = (accountId: string): void => void requests.set(accountId, (requests.get(accountId) ?? 0) + 1);
  return { listRecent, asked, use };
}

/** What one reader was told, in order. */
function read(changes: AsyncIterableIterator<unknown>): unknown[] {
  const told: unknown[] = [];
  void (async () => {
    for await (const change of changes) told.push(change);
  })();
  return told;
}

describe('those who watch usage', () => {
  let sums: ReturnType<typeof fakeSums>;
  let watch: UsageWatch;
  let faults: unknown[];
  /** What answers the next questions. */
  let answerBy: (accountIds: readonly string[]) => Promise<RecentSlot[]>;

  beforeEach(() => {
    jest.useFakeTimers();
    faults = [];
    sums = fakeSums();
    answerBy = sums.listRecent;
    watch = new UsageWatch({
      listRecent: (accountIds) => answerBy(accountIds),
      onError: (error) => faults.push(error),
    });
  });
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('are told once a second at most, and of their own account only', async () => {
    sums.use('a');
    const [mine, theirs] = [read(await watch.watch('a')), read(await watch.watch('b'))];
    const counts: number[] = [];

    for (let second = 0; second < 3; second += 1) {
      for (let call = 0; call < 5; call += 1) sums.use('a');
      await pass(SECOND_MS);
      counts.push(mine.length);
    }
    await pass(5 * SECOND_MS);

    expect(counts).toEqual([1, 2, 3]);
    expect([mine.length, theirs.length]).toEqual([3, 0]);
  });

  it('cost one question a second, however many they are, and none once nobody watches', async () => {
    const readers = await Promise.all(['a', 'a', 'b', 'c'].map((accountId) => watch.watch(accountId)));
    expect(sums.asked).toEqual([['a'], ['b'], ['c']]);

    await pass(3 * SECOND_MS);
    expect(sums.asked.slice(3)).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    await Promise.all(readers.map((reader) => reader.return?.()));
    await pass(10 * SECOND_MS);

    expect([sums.asked.length, watch.size, jest.getTimerCount()]).toEqual([6, 0, 0]);
  });

  it('are not told of what was used before they began', async () => {
    sums.use('a');
    const told = read(await watch.watch('a'));

    await pass(2 * SECOND_MS);

    expect(told).toEqual([]);
  });

  it('go on after a question that failed, which is asked again', async () => {
    const told = read(await watch.watch('a'));
    answerBy = () => Promise.reject(new Error('away'));
    sums.use('a');
    await pass(SECOND_MS);

    answerBy = sums.listRecent;
    await pass(SECOND_MS);

    expect([faults.length, told.length]).toEqual([1, 1]);
  });

  it('are refused when the first question fails, and nothing goes on for them', async () => {
    answerBy = () => Promise.reject(new Error('away'));

    await expect(watch.watch('a')).rejects.toThrow('away');

    expect([watch.size, jest.getTimerCount()]).toEqual([0, 0]);
  });

  it('who come and go while a question is under way leave one clock behind, not two', async () => {
    const first = await watch.watch('a');
    let answer = (): void => {};
    answerBy = () =>
      new Promise((resolve) => {
        answer = () => resolve([]);
      });
    await pass(SECOND_MS);
    answerBy = sums.listRecent;
    await first.return?.();
    await watch.watch('b');

    answer();
    await pass(0);

    expect(jest.getTimerCount()).toBe(1);
  });
});

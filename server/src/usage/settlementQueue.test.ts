import type { Settlement } from './settlement';
import { SettlementQueue } from './settlementQueue';

/** A database that can be away; nothing else of it matters here. */
function fakeLedger() {
  const batches: string[][] = [];
  let away = false;
  const write = async (settlements: readonly Settlement[]): Promise<string[]> => {
    if (away) throw new Error('Connection terminated unexpectedly');
    batches.push(settlements.map(({ requestId }) => requestId));
    return settlements.flatMap(({ requestId }) => (requestId === 'late' ? requestId : []));
  };
  return { batches, write, goAway: () => (away = true), comeBack: () => (away = false) };
}

const settlement = (requestId: string): Settlement => ({
  requestId,
  accountId: 'a',
  apiKeyId: 'k',
  modelNumber: 1,
  admittedAtUs: '0',
  usedOldSecret: false,
  usage: { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0, reasoningTokens: 0, source: 'REPORTED' },
  endReason: 'COMPLETED',
  latencyMs: 1,
  firstByteMs: 1,
});

describe('the settlement queue', () => {
  it('settles calls that end together in one statement', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {} });

    await Promise.all(['a', 'b', 'c'].map((id) => queue.settle(settlement(id), 1_000)));

    expect(ledger.batches).toEqual([['a', 'b', 'c']]);
    expect(queue.pending).toBe(0);
  });

  it('never puts more into one statement than allowed', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {}, batchSize: 2 });

    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => queue.settle(settlement(id), 1_000)));

    expect(ledger.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('tells the caller in time when the database is away, and writes the settlement when it is back', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {} });
    ledger.goAway();

    await expect(queue.settle(settlement('a'), 20)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(queue.pending).toBe(1);
    ledger.comeBack();

    expect(await queue.drain(5_000)).toBe(0);
    expect(ledger.batches).toEqual([['a']]);
  });

  it('tells the caller of a call that another node has settled for a dead one', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {} });

    const outcomes = await Promise.allSettled(['a', 'late'].map((id) => queue.settle(settlement(id), 1_000)));

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps what a client waits for on the disk when the database is away, and forgets it there once it is written', async () => {
    const ledger = fakeLedger();
    const disk: string[] = [];
    const spool = {
      append: async ({ requestId }: Settlement) => {
        if (requestId === 'no room') throw new Error('full');
        disk.push(requestId);
      },
      forget: (requestId: string) => void disk.splice(disk.indexOf(requestId) >>> 0, 1),
    };
    const queue = new SettlementQueue(ledger.write, { onError: () => {}, spool });
    ledger.goAway();

    const outcomes = await Promise.allSettled([
      queue.settleOrKeep(settlement('a'), 200),
      queue.settleOrKeep(settlement('no room'), 200),
      queue.settle(settlement('of another node'), 200),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(disk).toEqual(['a']);
    ledger.comeBack();
    expect(await queue.drain(5_000)).toBe(0);
    expect(ledger.batches.flat().sort()).toEqual(['a', 'no room', 'of another node']);
    expect(disk).toEqual([]);
  });

  it('leaves the disk three quarters of the wait', async () => {
    const ledger = fakeLedger();
    const spool = {
      append: () => new Promise<void>((written) => setTimeout(written, 1_400)),
      forget: () => {},
    };
    const queue = new SettlementQueue(ledger.write, { onError: () => {}, spool });
    ledger.goAway();
    jest.useFakeTimers();
    const outcome = queue.settleOrKeep(settlement('a'), 2_000).then(() => 'kept', String);
    jest.advanceTimersByTime(500);
    await Promise.resolve();
    jest.advanceTimersByTime(1_400);
    jest.useRealTimers();

    expect(await outcome).toBe('kept');
    ledger.comeBack();
    await queue.drain(5_000);
  });

  it('keeps what is left when it stops', async () => {
    const ledger = fakeLedger();
    const disk: string[] = [];
    const spool = {
      append: async ({ requestId }: Settlement) => void disk.push(requestId),
      forget: () => {},
    };
    const queue = new SettlementQueue(ledger.write, { onError: () => {}, spool });
    ledger.goAway();
    const kept = queue.settleOrKeep(settlement('a'), 60_000);
    const other = queue.settle(settlement('of another node'), 60_000).catch(() => 'given up');

    await queue.drain(20);
    await queue.stop();

    expect([await kept, await other, disk]).toEqual([undefined, 'given up', ['a']]);
  });

  it('says how much is left when it cannot be written before the deadline', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {} });
    ledger.goAway();
    void queue.settle(settlement('a'), 10_000).catch(() => {});

    expect(await queue.drain(20)).toBe(1);
    await queue.stop();
  });

  it('is full when the database has been away for too many calls', async () => {
    const ledger = fakeLedger();
    const queue = new SettlementQueue(ledger.write, { onError: () => {}, fullAt: 2 });
    ledger.goAway();

    void queue.settle(settlement('a'), 10_000).catch(() => {});
    expect(queue.isFull).toBe(false);
    void queue.settle(settlement('b'), 10_000).catch(() => {});

    expect(queue.isFull).toBe(true);
    await queue.stop();
  });
});

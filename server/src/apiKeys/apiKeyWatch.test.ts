import { newUuid } from '../platform/uuid';
import { ApiKeyWatch, type ChangeListenerEvents } from './apiKeyWatch';

const [MINE, THEIRS] = [newUuid(), newUuid()];

/** A watch whose listeners the test speaks for. */
function watchedBy() {
  const events: ChangeListenerEvents[] = [];
  const stop = jest.fn(async () => {});
  const watch = new ApiKeyWatch((told) => {
    events.push(told);
    return { start: async () => {}, stop };
  });
  return { watch, events, stop };
}

describe('those who watch keys', () => {
  it('are told of changed keys of their own account, each once however often it changed', async () => {
    const { watch, events } = watchedBy();
    const [mine, theirs] = [await watch.watch(MINE), await watch.watch(THEIRS)];
    const [one, two, other] = [newUuid(), newUuid(), newUuid()];

    for (const [accountId, key] of [
      [MINE, one],
      [MINE, two],
      [MINE, one],
      [THEIRS, other],
    ]) {
      events[0]?.onMessage(`${accountId} ${key}`);
    }
    events[0]?.onMessage(`${MINE} nonsense`);

    expect([(await mine.next()).value, (await mine.next()).value]).toEqual([one, two]);
    expect((await theirs.next()).value).toBe(other);
    const more = mine.next();
    await mine.return?.();
    expect((await more).done).toBe(true);
  });

  it('share one connection, which ends with the last of them and begins anew with the next', async () => {
    const { watch, events, stop } = watchedBy();
    const readers = await Promise.all([watch.watch(MINE), watch.watch(MINE), watch.watch(THEIRS)]);
    expect([events.length, stop.mock.calls.length]).toEqual([1, 0]);

    for (const reader of readers) await reader.return?.();
    expect(stop).toHaveBeenCalledTimes(1);
    await watch.watch(MINE);

    expect(events.length).toBe(2);
  });

  it('are ended when the connection is lost, for something may have been missed', async () => {
    const { watch, events, stop } = watchedBy();
    const reader = await watch.watch(MINE);

    events[0]?.onLost();

    await expect(reader.next()).rejects.toThrow('lost');
    expect(stop).toHaveBeenCalledTimes(1);
  });
});

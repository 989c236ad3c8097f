import { CallStopped } from './callStopped';
import { type RunningCall, RunningStreams } from './runningStreams';

function begin(running: RunningStreams, apiKeyId: string | null): RunningCall {
  const call = running.open();
  if (apiKeyId !== null) call.belongsTo(apiKeyId);
  // As every real call does: it ends some time after it was told to.
  call.signal.addEventListener('abort', () => setImmediate(() => call.finish()));
  return call;
}

const reasonOf = (call: RunningCall) =>
  call.signal.reason instanceof CallStopped ? call.signal.reason.reason : null;

describe('the calls under way', () => {
  it('end with their key, and no others', async () => {
    const running = new RunningStreams();
    const [first, second, other] = [begin(running, 'a'), begin(running, 'a'), begin(running, 'b')];

    const ended = await running.endKey('a', 'KEY_REVOKED');

    expect(ended).toBe(2);
    expect([first, second, other].map(reasonOf)).toEqual(['KEY_REVOKED', 'KEY_REVOKED', null]);
    expect(running.size).toBe(1);
    expect(running.keyIds()).toEqual(['b']);
  });

  it('are over before the end of their key is reported', async () => {
    const running = new RunningStreams();
    const call = running.open();
    call.belongsTo('a');
    let isReported = false;

    const ending = running.endKey('a', 'KEY_REVOKED').then(() => {
      isReported = true;
    });
    await new Promise(setImmediate);
    const before = isReported;
    call.finish();
    await ending;

    expect([before, isReported]).toEqual([false, true]);
  });

  it('end as soon as they turn out to use a key that ended while they were being admitted', () => {
    const running = new RunningStreams();
    const [mine, another] = [running.open(), running.open()];

    void running.endKey('a', 'KEY_REVOKED');
    mine.belongsTo('a');
    another.belongsTo('b');
    const late = running.open();
    late.belongsTo('a');

    expect([mine, another, late].map(reasonOf)).toEqual(['KEY_REVOKED', null, null]);
  });

  it('all end when the node goes down, also those without a key yet', async () => {
    const running = new RunningStreams();
    const calls = [begin(running, 'a'), begin(running, null)];

    const ended = await running.endAll('SHUTDOWN');

    expect(ended).toBe(2);
    expect(calls.map(reasonOf)).toEqual(['SHUTDOWN', 'SHUTDOWN']);
    expect(running.size).toBe(0);
  });

  it('keep the first reason they were given', () => {
    const call = new RunningStreams().open();

    call.stop('CLIENT_GONE');
    call.stop('KEY_REVOKED');

    expect(reasonOf(call)).toBe('CLIENT_GONE');
  });

  it('give their slot back once, however often they say that they are over', () => {
    const running = new RunningStreams();
    const call = running.open();
    running.open();

    call.finish();
    call.finish();

    expect(running.size).toBe(1);
  });

  it('name each key once, and none for calls whose key is not known', () => {
    const running = new RunningStreams();
    for (const key of ['a', 'b', 'a', null]) begin(running, key);

    expect(running.keyIds().sort()).toEqual(['a', 'b']);
  });

  it('have nothing to end for a key that is not in use', async () => {
    expect(await new RunningStreams().endKey('a', 'KEY_REVOKED')).toBe(0);
  });
});

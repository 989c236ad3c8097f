import { Shutdown } from './shutdown';
import { recordingLogger } from './testing/recordingLogger';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A shutdown whose steps write down when they are closed, in milliseconds from its begin. */
function shutdownWith(deadlineMs: number) {
  const { logger, lines } = recordingLogger();
  const shutdown = new Shutdown({ deadlineMs, logger });
  const closed: string[] = [];
  const startedAt = performance.now();
  const add = (name: string, tookMs: number, withinMs = 10_000) =>
    shutdown.add({
      name,
      withinMs,
      close: async () => {
        closed.push(`${name} at ${performance.now() - startedAt}`);
        await new Promise((resolve) => setTimeout(resolve, tookMs));
      },
    });
  return { shutdown, closed, lines, add };
}

describe('shutting down', () => {
  it('closes what was opened, newest first, one after the other', async () => {
    const { shutdown, closed, add } = shutdownWith(30_000);
    add('database', 5);
    add('pool', 20);
    add('http', 100);

    const closing = shutdown.close();
    await jest.runAllTimersAsync();

    expect(await closing).toBe(true);
    expect(closed).toEqual(['http at 0', 'pool at 100', 'database at 120']);
  });

  it('goes on after a step that fails, and says so', async () => {
    const { shutdown, closed, lines, add } = shutdownWith(30_000);
    add('database', 5);
    shutdown.add({ name: 'broken', withinMs: 100, close: () => Promise.reject(new Error('no')) });
    shutdown.add({
      name: 'broken at once',
      withinMs: 100,
      close: () => {
        throw new Error('no');
      },
    });

    const closing = shutdown.close();
    await jest.runAllTimersAsync();

    expect(await closing).toBe(false);
    expect(closed).toEqual(['database at 0']);
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { step: 'broken at once', err: { message: 'no' } },
      { step: 'broken', err: { message: 'no' } },
    ]);
  });

  it('leaves a step that overruns its own time, and tells it by its signal', async () => {
    const { shutdown, closed, lines, add } = shutdownWith(30_000);
    const signals: AbortSignal[] = [];
    add('database', 5);
    shutdown.add({
      name: 'stuck',
      withinMs: 500,
      close: (signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
    });

    const closing = shutdown.close();
    await jest.runAllTimersAsync();

    expect(await closing).toBe(false);
    expect(closed).toEqual(['database at 500']);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(lines).toMatchObject([
      { step: 'stuck', err: { message: 'took longer than 500 ms' } },
      { step: 'database' },
    ]);
  });

  it('never lasts longer than its deadline and a short turn for each step behind it', async () => {
    const { shutdown, closed, add } = shutdownWith(1_000);
    add('oldest', 60_000);
    add('older', 60_000);
    add('newest', 60_000);

    const closing = shutdown.close();
    await jest.advanceTimersByTimeAsync(1_500);

    expect(await closing).toBe(false);
    expect(closed).toEqual(['newest at 0', 'older at 1000', 'oldest at 1250']);
  });

  it('closes everything once, however often it is asked', async () => {
    const { shutdown, closed, add } = shutdownWith(1_000);
    add('only', 10);

    const all = [shutdown.close(), shutdown.close()];
    await jest.runAllTimersAsync();

    expect(await Promise.all([...all, shutdown.close()])).toEqual([true, true, true]);
    expect(closed).toEqual(['only at 0']);
  });

  it('has nothing to do when nothing was opened', async () => {
    expect(await shutdownWith(1_000).shutdown.close()).toBe(true);
  });
});

import { EventEmitter } from 'node:events';
import { Shutdown } from './shutdown';
import { stopOnSignals } from './stopOnSignals';
import { recordingLogger } from './testing/recordingLogger';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A process that can be sent signals, with one thing to close. */
function processWith(step: { tookMs: number; fails?: boolean }) {
  const { logger } = recordingLogger();
  const shutdown = new Shutdown({ deadlineMs: 30_000, logger });
  let closings = 0;
  shutdown.add({
    name: 'thing',
    withinMs: 10_000,
    close: async () => {
      closings += 1;
      await new Promise((resolve) => setTimeout(resolve, step.tookMs));
      if (step.fails) throw new Error('failed');
    },
  });
  const exits: number[] = [];
  const source = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  const stopListening = stopOnSignals({ shutdown, logger, source });
  return { source, exits, closings: () => closings, stopListening };
}

describe('a signal to stop', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('closes everything, then exits with 0: %s', async (signal) => {
    const { source, exits, closings } = processWith({ tookMs: 50 });

    source.emit(signal);
    await jest.advanceTimersByTimeAsync(49);
    const exitsBefore = [...exits];
    await jest.advanceTimersByTimeAsync(1);

    expect([exitsBefore, exits, closings()]).toEqual([[], [0], 1]);
  });

  it('exits with 1 when something could not be closed', async () => {
    const { source, exits } = processWith({ tookMs: 50, fails: true });

    source.emit('SIGTERM');
    await jest.runAllTimersAsync();

    expect(exits).toEqual([1]);
  });

  it('counts once when it arrives twice within a second', async () => {
    const { source, exits, closings } = processWith({ tookMs: 2_000 });

    source.emit('SIGINT');
    source.emit('SIGINT');
    await jest.advanceTimersByTimeAsync(999);
    source.emit('SIGTERM');
    await jest.advanceTimersByTimeAsync(1_001);

    expect([exits, closings()]).toEqual([[0], 1]);
  });

  it('forces the exit when it comes a second time', async () => {
    const { source, exits } = processWith({ tookMs: 5_000 });

    source.emit('SIGINT');
    await jest.advanceTimersByTimeAsync(1_000);
    source.emit('SIGINT');

    expect(exits).toEqual([1]);
  });

  it('is no longer heard after that was asked for', () => {
    const { source, stopListening } = processWith({ tookMs: 1 });

    stopListening();

    expect(source.eventNames()).toEqual([]);
  });
});

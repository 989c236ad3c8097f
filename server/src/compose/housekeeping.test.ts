import { createLogger } from '../platform/logger';
import { Housekeeping } from './housekeeping';
import type { HousekeepingJob } from './housekeepingJobs';

const MINUTE_MS = 60_000;

describe('the housekeeping', () => {
  let logged: string[];
  const keep = (jobs: readonly HousekeepingJob[]) => {
    logged = [];
    return new Housekeeping(
      jobs,
      createLogger({ level: 'warn', nodeName: 'test' }, { write: (line) => logged.push(line) }),
    );
  };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('does each job once at the start, then each in its own time, and nothing after the stop', async () => {
    const [often, seldom] = [jest.fn(async () => {}), jest.fn(async () => {})];
    const housekeeping = keep([
      { name: 'often', everyMs: 5 * MINUTE_MS, run: often },
      { name: 'seldom', everyMs: 60 * MINUTE_MS, run: seldom },
    ]);
    const runs = () => [often.mock.calls.length, seldom.mock.calls.length];

    await housekeeping.start();
    expect(runs()).toEqual([1, 1]);
    await jest.advanceTimersByTimeAsync(60 * MINUTE_MS);
    expect(runs()).toEqual([13, 2]);
    await housekeeping.stop();
    await jest.advanceTimersByTimeAsync(60 * MINUTE_MS);
    expect(runs()).toEqual([13, 2]);
  });

  it('goes on after a job that failed, and says which one', async () => {
    const other = jest.fn(async () => {});
    const failing = jest.fn(() => Promise.reject(new Error('The database is away.')));
    const housekeeping = keep([
      { name: 'failing', everyMs: 5 * MINUTE_MS, run: failing },
      { name: 'other', everyMs: 5 * MINUTE_MS, run: other },
    ]);

    await housekeeping.start();
    await jest.advanceTimersByTimeAsync(5 * MINUTE_MS);
    await housekeeping.stop();

    expect([failing.mock.calls.length, other.mock.calls.length]).toEqual([2, 2]);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { job: 'failing', err: { message: 'The database is away.' } },
      { job: 'failing' },
    ]);
  });

  it('never does a job twice at once, and ends when the one that runs has ended', async () => {
    let end = () => {};
    const slow = jest.fn(() => Promise.resolve());
    const housekeeping = keep([{ name: 'slow', everyMs: 5 * MINUTE_MS, run: slow }]);
    await housekeeping.start();
    slow.mockImplementation(() => new Promise((resolve) => (end = resolve)));
    await jest.advanceTimersByTimeAsync(15 * MINUTE_MS);
    let hasStopped = false;

    const stopped = housekeeping.stop().then(() => (hasStopped = true));
    await jest.advanceTimersByTimeAsync(1);

    expect(slow).toHaveBeenCalledTimes(2);
    expect(hasStopped).toBe(false);
    end();
    await stopped;
  });
});

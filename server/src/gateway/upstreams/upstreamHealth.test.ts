import { UpstreamRefused } from '../callEnding';
import { CallStopped } from '../callStopped';
import { UpstreamFailure } from './upstream';
import { UpstreamHealth } from './upstreamHealth';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2025, 10, 23) }));
afterEach(() => jest.useRealTimers());

const REST_MS = 10_000;
const broken = (options = {}) => new UpstreamFailure('FAILED', 'gone', options);
const refused = (status: number, headers: Record<string, string> = {}) =>
  new UpstreamRefused({
    status,
    headers,
    body: { error: { message: '', type: '', param: null, code: null } },
  });

function health(failures = 2) {
  const subject = new UpstreamHealth({ failures, restMs: REST_MS });
  const ask = (error?: Error) =>
    subject.ask(async () => {
      if (error) throw error;
    });
  const fails = (error: Error) => ask(error).catch(() => {});
  return { subject, ask, fails };
}

describe('an upstream', () => {
  it('is left alone after so many failures in a row, and tried again by one call when its rest is over', async () => {
    const { subject, fails } = health();
    await fails(broken());
    expect(subject.isReady).toBe(true);
    await fails(broken());
    expect(subject.isReady).toBe(false);
    jest.advanceTimersByTime(REST_MS - 1);
    expect(subject.isReady).toBe(false);
    jest.advanceTimersByTime(1);

    let answer = () => {};
    const trial = subject.ask(() => new Promise((resolve) => (answer = resolve)));
    const readyDuringTrial = subject.isReady;
    answer();
    await trial;

    expect([readyDuringTrial, subject.isReady]).toEqual([false, true]);
  });

  it('rests again when its trial fails, and also when the trial was left by its client', async () => {
    for (const error of [broken(), new CallStopped('CLIENT_GONE')]) {
      const { subject, fails } = health(1);
      await fails(broken());
      jest.advanceTimersByTime(REST_MS);
      await fails(error);

      expect(subject.isReady).toBe(false);
      jest.advanceTimersByTime(REST_MS);
      expect(subject.isReady).toBe(true);
    }
  });

  it('starts to count anew after an answer', async () => {
    const { subject, ask, fails } = health();
    await fails(broken());
    await ask();
    await fails(broken());

    expect(subject.isReady).toBe(true);
  });

  it.each([
    ['the client left', new CallStopped('CLIENT_GONE')],
    ['the request was at fault', refused(400)],
    ['the request timed out in its queue', refused(408)],
  ])('counts as well when %s', async (_case, error) => {
    const { subject, fails } = health(1);

    await fails(error);

    expect(subject.isReady).toBe(true);
  });

  it.each<[string, Error, number]>([
    ['429 with seconds', refused(429, { 'retry-after': '7' }), 7_000],
    ['429 with a date', refused(429, { 'retry-after': 'Sun, 23 Nov 2025 00:00:05 GMT' }), 5_000],
    ['429 without a hint', refused(429), 1_000],
    ['429 with nonsense', refused(429, { 'retry-after': 'soon' }), 1_000],
    ['429 for longer than anyone waits', refused(429, { 'retry-after': '86400' }), 300_000],
    ['503 with seconds', broken({ status: 503, retryAfter: '3' }), 3_000],
  ])('is left alone for as long as it asked: %s', async (_case, error, restMs) => {
    const { subject, fails } = health();
    await fails(error);

    expect(subject.isReady).toBe(false);
    expect(subject.readyAt).toBe(Date.now() + restMs);
    jest.advanceTimersByTime(restMs - 1);
    expect(subject.isReady).toBe(false);
    jest.advanceTimersByTime(1);
    expect(subject.isReady).toBe(true);
  });

  it('that is left alone can still be asked as a last resort', async () => {
    const { ask, fails } = health(1);
    await fails(broken());

    await expect(ask()).resolves.toBeUndefined();
  });
});

import { CallTimes } from './callTimes';

describe('the times of a call', () => {
  it('run from admission to the first and to the last byte', () => {
    let now = 1_000.4;
    const times = new CallTimes(() => now);

    now = 1_250.9;
    times.noteBytes();
    now = 1_900;
    times.noteBytes();
    now = 5_000;

    expect([times.firstByteMs, times.latencyMs]).toEqual([251, 900]);
  });

  it('have no first byte when none came', () => {
    let now = 1_000;
    const times = new CallTimes(() => now);

    now = 1_300;

    expect([times.firstByteMs, times.latencyMs]).toEqual([null, 300]);
  });
});

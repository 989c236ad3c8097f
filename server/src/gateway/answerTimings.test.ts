import { AnswerTimings } from './answerTimings';

describe('the times of a call', () => {
  it('name each phase, and the overhead is what was not waited for upstreams', async () => {
    let now = 1_000;
    const takes = (ms: number) => async () => {
      now += ms;
    };
    const timings = new AnswerTimings(() => now);

    await timings.during('admission', takes(1.26));
    await timings.during('upstream', takes(300));
    await timings.during('upstream', takes(40.04));
    now += 0.5;
    await timings.during('settlement', takes(2));

    expect(timings.headers()).toEqual({
      'server-timing': 'admission;dur=1.3, upstream;dur=340, settlement;dur=2',
      'x-keymeter-overhead-ms': '3.8',
    });
  });

  it('count a phase that fails too', async () => {
    let now = 0;
    const timings = new AnswerTimings(() => now);

    await timings
      .during('upstream', async () => {
        now += 5;
        throw new Error('gone');
      })
      .catch(() => {});

    expect(timings.headers()).toEqual({ 'server-timing': 'upstream;dur=5', 'x-keymeter-overhead-ms': '0' });
  });
});

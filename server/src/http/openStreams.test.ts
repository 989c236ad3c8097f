import { OpenStreams } from './openStreams';

const stream = (accountId: string) => ({ accountId, end: jest.fn() });

describe('streams that are open', () => {
  it('are bounded for each account and for the process, and make room when they end', () => {
    const streams = new OpenStreams({ what: 'streams', perNode: 3, perAccount: 2 });
    const [first, second] = [stream('a'), stream('a')];
    streams.add(first);
    streams.add(second);

    expect(() => streams.add(stream('a'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    streams.add(stream('b'));
    expect(() => streams.add(stream('c'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    streams.remove(first);
    streams.add(stream('a'));
  });

  it('all end when the process stops, which takes no more of them', () => {
    const streams = new OpenStreams({ what: 'streams', perNode: 3, perAccount: 2 });
    const [first, second] = [stream('a'), stream('b')];
    streams.add(first);
    streams.add(second);

    streams.endAll();

    expect([first.end.mock.calls.length, second.end.mock.calls.length]).toEqual([1, 1]);
    expect(() => streams.add(stream('a'))).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  });
});

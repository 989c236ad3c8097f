import { goDuration, rateLimitHeaders } from './rateLimitHeaders';

describe('the headers about rate limits', () => {
  it('tell limit, rest and reset of what is limited, and nothing of what is not', () => {
    const headers = rateLimitHeaders({
      requests: { limit: 60, remaining: 59 },
      tokens: null,
      resetMs: 12_500,
    });

    expect(headers).toEqual({
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '12.5s',
    });
    expect(rateLimitHeaders(null)).toEqual({});
  });

  it.each([
    [1, '1ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [59_999, '59.999s'],
    [60_000, '1m0s'],
    [90_250, '1m30.25s'],
  ])('write %s ms as %s, as Go does', (ms, text) => {
    expect(goDuration(ms)).toBe(text);
  });
});

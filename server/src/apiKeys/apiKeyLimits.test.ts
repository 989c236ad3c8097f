import { type ApiKeyLimits, hasLimit, type LimitsInput, NO_LIMITS, readLimits } from './apiKeyLimits';

const ALL: ApiKeyLimits = {
  requestsPerMinute: 60,
  tokensPerMinute: 10_000,
  monthlyTokens: 1_000_000,
  monthlyCost: '12.5',
};

describe('the limits of a key', () => {
  it.each<[keyof ApiKeyLimits, LimitsInput]>([
    ['requestsPerMinute', { requestsPerMinute: 0 }],
    ['requestsPerMinute', { requestsPerMinute: -1 }],
    ['requestsPerMinute', { requestsPerMinute: 1.5 }],
    ['requestsPerMinute', { requestsPerMinute: 1_000_001 }],
    ['tokensPerMinute', { tokensPerMinute: 0 }],
    ['tokensPerMinute', { tokensPerMinute: -5 }],
    ['tokensPerMinute', { tokensPerMinute: Number.NaN }],
    ['tokensPerMinute', { tokensPerMinute: 1_000_000_000_001 }],
    ['monthlyTokens', { monthlyTokens: 0 }],
    ['monthlyTokens', { monthlyTokens: -1 }],
    ['monthlyTokens', { monthlyTokens: 2 ** 53 }],
    ['monthlyCost', { monthlyCost: '0' }],
    ['monthlyCost', { monthlyCost: '0.000000' }],
    ['monthlyCost', { monthlyCost: '-1' }],
    ['monthlyCost', { monthlyCost: '1e3' }],
    ['monthlyCost', { monthlyCost: '1.0000001' }],
    ['monthlyCost', { monthlyCost: '1000000000' }],
    ['monthlyCost', { monthlyCost: '' }],
    ['monthlyCost', { monthlyCost: 'NaN' }],
  ])('refuse a bad %s, naming it and what is allowed: %j', (field, wanted) => {
    expect(() => readLimits(wanted, ALL)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        details: { field: `limits.${field}` },
        message: expect.stringMatching(/^Use a (whole number from 1 to \d+|decimal above 0 with .+)\.$/),
      }),
    );
  });

  it('take the smallest and the largest of each', () => {
    const smallest = { requestsPerMinute: 1, tokensPerMinute: 1, monthlyTokens: 1, monthlyCost: '0.000001' };
    const largest = {
      requestsPerMinute: 1_000_000,
      tokensPerMinute: 1_000_000_000_000,
      monthlyTokens: Number.MAX_SAFE_INTEGER,
      monthlyCost: '999999999.999999',
    };

    expect([readLimits(smallest, ALL), readLimits(largest, ALL)]).toEqual([smallest, largest]);
  });

  it('keep what is left out, take away what is null, and all of them when nothing is wanted', () => {
    expect(readLimits({ requestsPerMinute: undefined, monthlyCost: null }, ALL)).toEqual({
      ...ALL,
      monthlyCost: null,
    });
    expect(readLimits(null, ALL)).toEqual(NO_LIMITS);
    expect([hasLimit(NO_LIMITS), hasLimit({ ...NO_LIMITS, monthlyTokens: 1 })]).toEqual([false, true]);
  });
});

import { NO_LIMITS } from '../../testing/sampleAccount';
import {
  type LimitName,
  limitProblem,
  limitsChange,
  limitsInput,
  limitValuesOf,
  NO_LIMIT_VALUES,
} from './keyLimits';

it.each<[LimitName, string, boolean]>([
  ['requestsPerMinute', '', true],
  ['requestsPerMinute', '1', true],
  ['requestsPerMinute', '1 000 000', true],
  ['requestsPerMinute', '1000001', false],
  ['requestsPerMinute', '0', false],
  ['requestsPerMinute', '-5', false],
  ['requestsPerMinute', '1.5', false],
  ['requestsPerMinute', '1,000', true],
  ['requestsPerMinute', '1.000', false],
  ['requestsPerMinute', '10,00', false],
  ['requestsPerMinute', '1e3', false],
  ['tokensPerMinute', '1000000000000', true],
  ['tokensPerMinute', '1000000000001', false],
  ['monthlyTokens', '9007199254740991', true],
  ['monthlyTokens', '9007199254740992', false],
  ['monthlyCost', '0.000001', true],
  ['monthlyCost', '999999999.999999', true],
  ['monthlyCost', '999,999,999.999999', true],
  ['monthlyCost', '1.500', true],
  ['monthlyCost', '0', false],
  ['monthlyCost', '0.0000001', false],
  ['monthlyCost', '1000000000', false],
  ['monthlyCost', '$5', false],
])('judges a limit of %s as the server does: "%s"', (name, typed, isFine) => {
  expect(limitProblem(name, typed, 'en-IE') === null).toBe(isFine);
});

it('asks for a new key only for the limits that were filled in, costs as exact text', () => {
  expect(limitsInput(NO_LIMIT_VALUES, 'en-IE')).toBeNull();
  expect(
    limitsInput({ ...NO_LIMIT_VALUES, requestsPerMinute: ' 60 ', monthlyCost: '25.10' }, 'en-IE'),
  ).toEqual({
    requestsPerMinute: 60,
    monthlyCost: '25.10',
  });
});

it('sends of a change only what differs, and takes a limit away with null', () => {
  const before = { ...NO_LIMITS, monthlyTokens: 1000, monthlyCost: '25.000000' };
  const values = limitValuesOf(before, 'en-IE');

  expect(limitsChange(before, values, 'en-IE')).toBeNull();
  expect(limitsChange(before, { ...values, monthlyCost: '25' }, 'en-IE')).toBeNull();
  expect(limitsChange(before, { ...values, monthlyTokens: '', requestsPerMinute: '9' }, 'en-IE')).toEqual({
    monthlyTokens: null,
    requestsPerMinute: 9,
  });
});

it('reads and writes limits as the language does, and refuses what could mean a thousand times as much', () => {
  const before = { ...NO_LIMITS, monthlyTokens: 2_500_000, monthlyCost: '1500.500000' };
  const values = limitValuesOf(before, 'vi');

  expect(values).toMatchObject({ monthlyTokens: '2.500.000', monthlyCost: '1.500,5' });
  expect(limitsChange(before, values, 'vi')).toBeNull();
  expect(limitsInput({ ...NO_LIMIT_VALUES, monthlyCost: '1.500' }, 'vi')).toEqual({ monthlyCost: '1500' });
  expect(limitProblem('monthlyCost', '1.5', 'vi')).toBe('separators');
  expect(limitProblem('monthlyCost', '1,5', 'en-IE')).toBe('separators');
});

import {
  formatCompact,
  formatCompactCost,
  formatCost,
  formatCount,
  formatPrice,
  formatShare,
} from './formatNumber';

const LOCALE = 'en-IE';

it.each([
  [0, '0'],
  [999, '999'],
  [12_300_441, '12,300,441'],
  [9_007_199_254_740_991, '9,007,199,254,740,991'],
])('writes a count of %d to the last digit', (value, text) => {
  expect(formatCount(value, LOCALE)).toBe(text);
});

it('groups digits as the language does', () => {
  expect(formatCount(1_234_567, 'de')).toBe('1.234.567');
});

it.each([
  [0, '0'],
  [999, '999'],
  [12_345_678, '12.3M'],
  [3_100_902, '3.1M'],
])('shortens %d to three digits', (value, text) => {
  expect(formatCompact(value, LOCALE)).toBe(text);
});

it.each([
  ['0', '$0.00'],
  ['0.000000', '$0.00'],
  ['0.000004', '$0.000004'],
  ['0.0099', '$0.009900'],
  ['0.01', '$0.0100'],
  ['0.4321', '$0.4321'],
  ['1', '$1.00'],
  ['41.0712', '$41.07'],
  ['1234567.891', '$1,234,567.89'],
])('writes a cost of %s as fine as it is small, so that used never reads as free', (decimal, text) => {
  expect(formatCost(decimal, LOCALE)).toBe(text);
});

it.each([
  ['1.25', '$1.25'],
  ['10', '$10.00'],
  ['0.075', '$0.075'],
  ['0.000125', '$0.000125'],
])('writes a price of %s with every decimal that it has', (decimal, text) => {
  expect(formatPrice(decimal, LOCALE)).toBe(text);
});

it.each([
  [0, '$0'],
  [0.4, '$0.4'],
  [1500, '$1.5K'],
])('writes %d dollars short enough for an axis', (value, text) => {
  expect(formatCompactCost(value, LOCALE)).toBe(text);
});

it.each([
  [50, 100, '50%'],
  [1, 3, '33%'],
  [1, 1, '100%'],
  [1, 100_000, '<1%'],
  [1, 100, '1%'],
  [0, 100, '0%'],
  [0, 0, '0%'],
])('writes %d of %d as a share that never makes used look unused', (part, whole, text) => {
  expect(formatShare(part, whole, LOCALE)).toBe(text);
});

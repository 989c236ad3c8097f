import type { UsageNumbersFragment } from '../../graphql/usage/graphql';
import { isUsageSort, partsOf, sortedByUsage, type UsageSort } from './usageSort';

function row(name: string, numbers: Partial<UsageNumbersFragment>) {
  const usage: UsageNumbersFragment = {
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    totalTokens: 0,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    estimatedTokens: 0,
    cost: null,
    ...numbers,
  };
  return { name, usage };
}

const ROWS = [
  row('small', { inputTokens: 1, outputTokens: 9, totalTokens: 10, cost: '10.00' }),
  row('unpriced', { inputTokens: 5, outputTokens: 6, totalTokens: 11, cost: null }),
  row('large', { inputTokens: 12, outputTokens: 0, totalTokens: 12, cost: '9.5' }),
];

it.each([
  ['input', ['small', 'unpriced', 'large']],
  ['-input', ['large', 'unpriced', 'small']],
  ['output', ['large', 'unpriced', 'small']],
  ['-total', ['large', 'unpriced', 'small']],
  ['cost', ['large', 'small', 'unpriced']],
  ['-cost', ['small', 'large', 'unpriced']],
] as const)('sorts by %s as numbers, with what has no price last either way', (sort, names) => {
  expect(sortedByUsage(ROWS, sort).map(({ name }) => name)).toEqual(names);
});

it('keeps the order of rows that are equal, and the list that it was given', () => {
  const rows = [row('b', {}), row('a', {}), row('c', {})];

  expect(sortedByUsage(rows, '-total').map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  expect(ROWS.map(({ name }) => name)).toEqual(['small', 'unpriced', 'large']);
});

it.each(['input', '-input', 'cost', '-cost'])('knows the order "%s"', (text) => {
  expect(isUsageSort(text)).toBe(true);
});

it.each(['', '-', 'name', '--total', '+total', 'total,cost'])('does not know the order "%s"', (text) => {
  expect(isUsageSort(text)).toBe(false);
});

it.each([
  ['total', { column: 'total', sign: 1 }],
  ['-output', { column: 'output', sign: -1 }],
] satisfies [UsageSort, object][])('reads column and direction off "%s"', (sort, parts) => {
  expect(partsOf(sort)).toEqual(parts);
});

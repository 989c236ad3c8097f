import type { UsageNumbersFragment } from '../../graphql/usage/graphql';

export const USAGE_COLUMNS = ['input', 'output', 'total', 'cost'] as const;
export type UsageColumn = (typeof USAGE_COLUMNS)[number];
export type UsageSort = UsageColumn | `-${UsageColumn}`;

/** Null where there is no price. */
export function columnValue(column: UsageColumn, usage: UsageNumbersFragment): number | null {
  switch (column) {
    case 'input':
      return usage.inputTokens;
    case 'output':
      return usage.outputTokens;
    case 'total':
      return usage.totalTokens;
    case 'cost':
      return usage.cost === null ? null : Number(usage.cost);
  }
}

interface HasUsage {
  readonly usage: UsageNumbersFragment;
}

/** A new list in the order asked for; what has no value comes last either way. */
export function sortedByUsage<T extends HasUsage>(rows: readonly T[], sort: UsageSort): readonly T[] {
  const { column, sign } = partsOf(sort);
  return [...rows].sort((one, other) => {
    const [a, b] = [columnValue(column, one.usage), columnValue(column, other.usage)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b);
  });
}

export function isUsageSort(text: string): text is UsageSort {
  return USAGE_COLUMNS.some((column) => text === column || text === `-${column}`);
}

export function partsOf(sort: UsageSort): { column: UsageColumn; sign: 1 | -1 } {
  const column = USAGE_COLUMNS.find((name) => sort.endsWith(name)) ?? 'total';
  return { column, sign: sort.startsWith('-') ? -1 : 1 };
}

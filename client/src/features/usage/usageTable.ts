import type { UsageQuery } from '../../graphql/usage/graphql';
import { UNKNOWN } from './usageSeries';
import { sortedByUsage, type UsageSort } from './usageSort';
import type { UsageNumbers, UsageReport } from './useUsage';

type TableRow = UsageQuery['table']['rows'][number];
export type UsageApiKey = NonNullable<TableRow['apiKey']>;

export interface KeyUsage {
  readonly id: string;
  /** Null for a key that is no longer known. */
  readonly apiKey: UsageApiKey | null;
  readonly usage: UsageNumbers;
}

export interface ModelUsage {
  readonly id: string;
  /** Null for a model that is no longer known. */
  readonly name: string | null;
  /** The server's own sum over all keys. */
  readonly usage: UsageNumbers;
  readonly keys: readonly KeyUsage[];
}

/** Models with their keys below, both in the order asked for. Every number is the server's; nothing is added up here. */
export function modelsWithKeys({ byModel, table }: UsageReport, sort: UsageSort): readonly ModelUsage[] {
  const keysOf = new Map<string, KeyUsage[]>();
  for (const { model, apiKey, usage } of table.rows) {
    const modelId = model?.id ?? UNKNOWN;
    const keys = keysOf.get(modelId) ?? [];
    keys.push({ id: apiKey?.id ?? UNKNOWN, apiKey, usage });
    keysOf.set(modelId, keys);
  }
  const models = byModel.rows.map(({ model, usage }) => {
    const id = model?.id ?? UNKNOWN;
    return { id, name: model?.name ?? null, usage, keys: sortedByUsage(keysOf.get(id) ?? [], sort) };
  });
  return sortedByUsage(models, sort);
}

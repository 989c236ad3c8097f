import type { ApiKeyLoader } from '../apiKeys/apiKey.loader';
import type { ApiKeyView } from '../apiKeys/apiKey.service';
import type { PricedModel } from '../models/catalogueModel';
import type { ModelLoader } from '../models/model.loader';
import type { UsageReportRow } from './usageReport';

/** A row of a report with what it is about. Null where it was not grouped by it, or where nobody asked. */
export interface NamedUsageRow extends Pick<UsageReportRow, 'bucketStart' | 'usage'> {
  readonly model: PricedModel | null;
  readonly apiKey: ApiKeyView | null;
}

/** Null: nobody asked. */
export interface RowNames {
  readonly models: Pick<ModelLoader, 'load'> | null;
  readonly apiKeys: Pick<ApiKeyLoader, 'load'> | null;
}

/** Rows with their models and keys: each is looked up once, however many rows are about it. */
export async function namedRows(
  rows: readonly UsageReportRow[],
  { models, apiKeys }: RowNames,
): Promise<NamedUsageRow[]> {
  const [modelOf, apiKeyOf] = await Promise.all([
    findEach(models, rows, (row) => row.modelNumber),
    findEach(apiKeys, rows, (row) => row.apiKeyId),
  ]);
  return rows.map(({ bucketStart, modelNumber, apiKeyId, usage }) => ({
    bucketStart,
    usage,
    model: modelOf(modelNumber),
    apiKey: apiKeyOf(apiKeyId),
  }));
}

async function findEach<Id, Named>(
  loader: { load(id: Id): Promise<Named | null> } | null,
  rows: readonly UsageReportRow[],
  idOf: (row: UsageReportRow) => Id | null,
): Promise<(id: Id | null) => Named | null> {
  if (loader === null) return () => null;
  const ids = new Set(rows.map(idOf));
  const found = new Map<Id | null, Named | null>();
  await Promise.all([...ids].map(async (id) => found.set(id, id === null ? null : await loader.load(id))));
  return (id) => found.get(id) ?? null;
}

import type { ApiKeyView } from '../apiKeys/apiKey.service';
import type { PricedModel } from '../models/catalogueModel';
import type { NamedRow } from './usageCsv';
import type { UsageExportRow } from './usageRows.repository';

export interface NameSources {
  /** In the order of the ids, revoked keys too; null where the account has no such key. */
  readonly keysOf: (accountId: string, ids: readonly string[]) => Promise<readonly (ApiKeyView | null)[]>;
  /** In the order of the numbers, retired models too. */
  readonly modelsOf: (numbers: readonly number[]) => Promise<readonly (PricedModel | null)[]>;
}

/** Beyond so many the names are looked up anew, so that not even they grow with the file. */
const MOST_KEPT = 2_000;

/** The keys and models that the rows of one file are about. */
export class ExportNames {
  private readonly keys = new Map<string, ApiKeyView | null>();
  private readonly models = new Map<number, PricedModel | null>();

  constructor(
    private readonly accountId: string,
    private readonly sources: NameSources,
  ) {}

  /** Two statements at most, and none when all names were met before. */
  async addTo(rows: readonly UsageExportRow[]): Promise<NamedRow[]> {
    const { accountId, sources } = this;
    await Promise.all([
      learn(
        this.keys,
        rows.map((row) => row.apiKeyId),
        (ids) => sources.keysOf(accountId, ids),
      ),
      learn(
        this.models,
        rows.map((row) => row.modelNumber),
        (numbers) => sources.modelsOf(numbers),
      ),
    ]);
    return rows.map((row) => ({
      row,
      apiKey: row.apiKeyId === null ? null : (this.keys.get(row.apiKeyId) ?? null),
      model: row.modelNumber === null ? null : (this.models.get(row.modelNumber) ?? null),
    }));
  }
}

async function learn<Id, Named>(
  known: Map<Id, Named | null>,
  ids: readonly (Id | null)[],
  lookUp: (ids: readonly Id[]) => Promise<readonly (Named | null)[]>,
): Promise<void> {
  if (known.size > MOST_KEPT) known.clear();
  const unknown = [...new Set(ids.flatMap((id) => (id === null || known.has(id) ? [] : [id])))];
  if (unknown.length === 0) return;
  const found = await lookUp(unknown);
  unknown.forEach((id, i) => void known.set(id, found[i] ?? null));
}

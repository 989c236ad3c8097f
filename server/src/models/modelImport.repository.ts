import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import type { CatalogueModel } from './catalogueModel';
import { INSERT_CHANGED_PRICES, pricesOf } from './modelPricesSql';

/** What an import does to one model. */
export type ImportChange = 'added' | 'changed' | 'repriced' | 'unchanged';

/** Thrown to take back what a trial has done. */
class TakeBack extends Error {
  constructor(readonly changes: ReadonlyMap<string, ImportChange>) {
    super('Only a trial.');
  }
}

/** All SQL that brings lists into the catalogue. */
export class ModelImportRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Adds unknown models as not available, renames those that are not available, and adds a price that is valid from now
   * where it differs; a model's first price is valid from the beginning of time. Never changes a price that there is, nor
   * whether a model is available. The same list again changes nothing. All or nothing.
   *
   * @param priced of these ids the prices are taken.
   * @param isTrial tells what would happen, and leaves everything as it was.
   */
  async import(
    models: readonly CatalogueModel[],
    { priced, isTrial }: { readonly priced: ReadonlySet<string>; readonly isTrial: boolean },
  ): Promise<ReadonlyMap<string, ImportChange>> {
    try {
      return await this.db.transaction(async (transaction) => {
        const changes = await importIn(transaction, models, priced);
        if (isTrial) throw new TakeBack(changes);
        return changes;
      });
    } catch (error) {
      if (error instanceof TakeBack) return error.changes;
      throw error;
    }
  }
}

async function importIn(
  transaction: EntityManager,
  models: readonly CatalogueModel[],
  priced: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ImportChange>> {
  await transaction.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.modelCatalogue]);
  const written = await transaction.query<{ id: string; isNew: boolean }[]>(UPSERT_UNAVAILABLE, [
    models.map((m) => m.id),
    models.map((m) => m.name),
    models.map((m) => m.provider),
    models.map((m) => m.kind),
    models.map((m) => m.contextTokens),
  ]);
  const repriced = await transaction.query<{ id: string }[]>(
    `WITH inserted AS (${INSERT_CHANGED_PRICES} RETURNING model_number)
     SELECT id FROM models JOIN inserted ON model_number = number`,
    pricesOf(models.filter(({ id }) => priced.has(id))),
  );
  const changes = new Map<string, ImportChange>(models.map(({ id }) => [id, 'unchanged']));
  for (const { id } of repriced) changes.set(id, 'repriced');
  for (const { id, isNew } of written) changes.set(id, isNew ? 'added' : 'changed');
  return changes;
}

/** Of models that are available the configuration tells the name. A row that was just inserted has no older version. */
const UPSERT_UNAVAILABLE = `
  INSERT INTO models AS m (id, name, provider, kind, context_tokens, is_available)
  SELECT id, name, provider, kind, context_tokens, false
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
    AS given (id, name, provider, kind, context_tokens)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, provider = excluded.provider, kind = excluded.kind,
    context_tokens = excluded.context_tokens
  WHERE NOT m.is_available AND (m.name, m.provider, m.kind, m.context_tokens)
    IS DISTINCT FROM (excluded.name, excluded.provider, excluded.kind, excluded.context_tokens)
  RETURNING id, xmax = 0 AS "isNew"`;

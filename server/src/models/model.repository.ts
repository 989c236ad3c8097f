import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import type { CatalogueModel, PricedModel } from './catalogueModel';
import { INSERT_CHANGED_PRICES, pricesOf } from './modelPricesSql';

const SELECT_MODELS = `
  SELECT m.number, m.id, m.name, m.provider, m.kind, m.context_tokens AS "contextTokens",
         p.input_price::text AS "inputPrice", p.output_price::text AS "outputPrice",
         m.is_available AS "isAvailable", m.created_at AS "createdAt"
  FROM models m
  LEFT JOIN LATERAL (
    SELECT input_price, output_price FROM model_prices
    WHERE model_number = m.number AND valid_from <= statement_timestamp()
    ORDER BY valid_from DESC LIMIT 1
  ) p ON true`;

/** All SQL about the catalogue, which is the same for every account: some hundred models, thousands with an imported list. */
export class ModelRepository {
  constructor(private readonly db: EntityManager) {}

  /** Every model, also those that are not available any more, in no order. */
  list(): Promise<PricedModel[]> {
    return this.db.query<PricedModel[]>(SELECT_MODELS);
  }

  /** What can be called now, in no order. */
  listAvailable(): Promise<PricedModel[]> {
    return this.db.query<PricedModel[]>(`${SELECT_MODELS} WHERE m.is_available`);
  }

  /** In no order; unknown ids are left out, also those with a NUL, which PostgreSQL cannot even be asked for. */
  listByIds(ids: readonly string[]): Promise<PricedModel[]> {
    const possible = ids.filter((id) => !id.includes('\0'));
    return this.db.query<PricedModel[]>(`${SELECT_MODELS} WHERE m.id = ANY ($1::text[])`, [possible]);
  }

  /** Numbers, ids and kinds of every model, without prices. */
  listKinds(): Promise<Pick<PricedModel, 'number' | 'id' | 'kind'>[]> {
    return this.db.query('SELECT number, id, kind FROM models');
  }

  listByNumbers(numbers: readonly number[]): Promise<PricedModel[]> {
    return this.db.query<PricedModel[]>(`${SELECT_MODELS} WHERE m.number = ANY ($1::integer[])`, [numbers]);
  }

  /**
   * Makes the catalogue equal to the list: new models are added, known ones renamed, missing ones marked as not
   * available, and a price row is added where the price has changed. Safe to repeat.
   */
  async replaceCatalogue(models: readonly CatalogueModel[]): Promise<void> {
    await this.db.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.modelCatalogue]);
      await transaction.query(UPSERT_MODELS, [
        models.map((m) => m.id),
        models.map((m) => m.name),
        models.map((m) => m.provider),
        models.map((m) => m.kind),
        models.map((m) => m.contextTokens),
      ]);
      await transaction.query(
        'UPDATE models SET is_available = false WHERE is_available AND NOT id = ANY ($1::text[])',
        [models.map((m) => m.id)],
      );
      await transaction.query(INSERT_CHANGED_PRICES, pricesOf(models));
    });
  }
}

const UPSERT_MODELS = `
  INSERT INTO models AS m (id, name, provider, kind, context_tokens, is_available)
  SELECT id, name, provider, kind, context_tokens, true
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
    AS given (id, name, provider, kind, context_tokens)
  ORDER BY id
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, provider = excluded.provider, kind = excluded.kind,
    context_tokens = excluded.context_tokens, is_available = true
  WHERE (m.name, m.provider, m.kind, m.context_tokens, m.is_available)
    IS DISTINCT FROM (excluded.name, excluded.provider, excluded.kind, excluded.context_tokens, true)`;

import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../platform/advisoryLocks';
import type { CatalogueModel, PricedModel } from './catalogueModel';

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

/** All SQL about the catalogue. It is small (hundreds of rows) and the same for every account. */
export class ModelRepository {
  constructor(private readonly db: EntityManager) {}

  /** Every model, also those that are not available any more, in no order. */
  list(): Promise<PricedModel[]> {
    return this.db.query<PricedModel[]>(SELECT_MODELS);
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

/** A first price is valid from the beginning of time, so that no request of a new model is without one. */
const INSERT_CHANGED_PRICES = `
  INSERT INTO model_prices (model_number, valid_from, input_price, output_price, cached_input_price)
  SELECT m.number, CASE WHEN now_valid.model_number IS NULL THEN '-infinity' ELSE statement_timestamp() END,
         given.input, given.output, given.cached
  FROM unnest($1::text[], $2::numeric[], $3::numeric[], $4::numeric[]) AS given (id, input, output, cached)
  JOIN models m ON m.id = given.id
  LEFT JOIN LATERAL (
    SELECT * FROM model_prices WHERE model_number = m.number ORDER BY valid_from DESC LIMIT 1
  ) now_valid ON true
  WHERE (now_valid.input_price, now_valid.output_price, now_valid.cached_input_price)
    IS DISTINCT FROM (given.input, given.output, given.cached)`;

function pricesOf(models: readonly CatalogueModel[]): (string | null)[][] {
  const priced = models.flatMap(({ id, price }) => (price ? [{ id, ...price }] : []));
  return [
    priced.map((p) => p.id),
    priced.map((p) => p.input),
    priced.map((p) => p.output),
    priced.map((p) => p.cachedInput),
  ];
}

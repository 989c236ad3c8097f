import type { CatalogueModel } from './catalogueModel';

/** A first price is valid from the beginning of time, so that no request of a new model is without one. */
export const INSERT_CHANGED_PRICES = `
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

/** The parameters of INSERT_CHANGED_PRICES. */
export function pricesOf(models: readonly CatalogueModel[]): (string | null)[][] {
  const priced = models.flatMap(({ id, price }) => (price ? [{ id, ...price }] : []));
  return [
    priced.map((p) => p.id),
    priced.map((p) => p.input),
    priced.map((p) => p.output),
    priced.map((p) => p.cachedInput),
  ];
}

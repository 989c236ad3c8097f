/** The sums that slots and days have, in the order of their columns. */
const SUM_COLUMNS = [
  'requests',
  'input_tokens',
  'output_tokens',
  'cached_input_tokens',
  'reasoning_tokens',
  'estimated_tokens',
  'cost',
  'unpriced_requests',
] as const;

export const SUMS = SUM_COLUMNS.join(', ');

/** Sums of rows that are sums themselves. */
export const SUMS_OF_SUMS = SUM_COLUMNS.map((column) => `sum(${column}) AS ${column}`).join(', ');

/** Sums times the column `sign`. */
export const SIGNED_SUMS = SUM_COLUMNS.map((column) => `sign * ${column}`).join(', ');

/** Sums of rows of the ledger. */
export const SUMS_OF_LEDGER = `
  sum(requests) AS requests, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cached_input_tokens) AS cached_input_tokens, sum(reasoning_tokens) AS reasoning_tokens,
  coalesce(sum(input_tokens + output_tokens) FILTER (WHERE source = 'ESTIMATED'), 0) AS estimated_tokens,
  coalesce(sum(cost), 0) AS cost, coalesce(sum(requests) FILTER (WHERE cost IS NULL), 0) AS unpriced_requests`;

/** True where two rows of an outer join differ. No row at all is the same as nothing used. */
export const differs = (one: string, other: string): string =>
  SUM_COLUMNS.map((column) => `coalesce(${one}.${column}, 0) <> coalesce(${other}.${column}, 0)`).join(
    ' OR ',
  );

/** What is told of a wrong sum. */
export const toldSums = (found: string, shouldBe: string): string =>
  Object.entries({ found, shouldBe })
    .map(
      ([name, table]) => `json_build_object(
        'requests', coalesce(${table}.requests, 0)::text, 'inputTokens', coalesce(${table}.input_tokens, 0)::text,
        'outputTokens', coalesce(${table}.output_tokens, 0)::text,
        'cost', trim_scale(coalesce(${table}.cost, 0))::text) AS "${name}"`,
    )
    .join(', ');

/** The quarter of an hour of an instant. */
export const slotOf = (instant: string): string =>
  `date_bin('15 minutes', ${instant}, timestamptz '2000-01-01 00:00Z')`;

/** A slot's start as text that PostgreSQL reads back exactly. */
export const instantText = (instant: string): string =>
  `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** Sets every sum of an upsert to the new one. */
export const SET_SUMS = SUM_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ');

/** Sets every sum of an update to those of a table, or to nothing used. */
export const setSumsTo = (table: string): string =>
  SUM_COLUMNS.map((column) => `${column} = coalesce(${table}.${column}, 0)`).join(', ');

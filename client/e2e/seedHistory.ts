import { withDatabase } from './withDatabase';

/** A month of usage behind an account, so that pages look as they do after a month. Ledger and sums agree. */
export async function seedHistory(dataDir: string, email: string): Promise<void> {
  await withDatabase(dataDir, async (client) => {
    await client.query(LEDGER, [email]);
    await client.query(SLOTS, [email]);
    await client.query(LAST_USED, [email]);
  });
}

const ACCOUNT = `SELECT m.account_id FROM members m JOIN users u ON u.id = m.user_id WHERE u.email = $1`;

/** A working week with quiet days, growing slowly, another amount for each key; the numbers are the same at each run. */
const LEDGER = `
  INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, source, cost, end_reason, latency_ms)
  SELECT k.account_id, at::date, gen_random_uuid(), at, k.id, m.number, input, output, 0, 0, 'REPORTED',
    0.000001 * (input * p.input_price + output * p.output_price), 'COMPLETED', 800
  FROM (SELECT *, row_number() OVER (ORDER BY created_at, id) AS place FROM api_keys) k
  JOIN models m ON k.all_models OR m.number = ANY (k.model_numbers)
  JOIN model_prices p ON p.model_number = m.number
  CROSS JOIN generate_series(1, 29) AS days_ago
  CROSS JOIN LATERAL (
    SELECT date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - make_interval(days => days_ago) + interval '10 hours' AS at
  ) day
  CROSS JOIN LATERAL (
    SELECT (40 - days_ago) * (500 + 400 * m.number + 200 * k.place) / CASE WHEN extract(isodow FROM at) > 5 THEN 4 ELSE 1 END
      * (3 + (days_ago * 7 + m.number * 3 + k.place * 2) % 5) AS input
  ) size
  CROSS JOIN LATERAL (SELECT input / (2 + m.number % 3) AS output) answer
  WHERE k.account_id = (${ACCOUNT})`;

const SLOTS = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT account_id, admitted_at, api_key_id, model_number, count(*), sum(input_tokens), sum(output_tokens), 0, 0, 0,
    sum(cost), 0
  FROM usage_events
  WHERE account_id = (${ACCOUNT}) AND admitted_at < date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
  GROUP BY 1, 2, 3, 4`;

/** A key that was used for real meanwhile keeps that. */
const LAST_USED = `
  INSERT INTO api_key_activity (account_id, api_key_id, last_used_at)
  SELECT account_id, api_key_id, max(admitted_at) FROM usage_events WHERE account_id = (${ACCOUNT}) GROUP BY 1, 2
  ON CONFLICT (account_id, api_key_id) DO NOTHING`;

import { withDatabase } from './withDatabase';

const ACCOUNT = `SELECT m.account_id FROM members m JOIN users u ON u.id = m.user_id WHERE u.email = $1`;

/** Five hundred models, ten thousand keys, and usage of today by two of them that makes a thousand rows. Ledger and sums agree. */
export async function seedMuch(dataDir: string, email: string): Promise<void> {
  await withDatabase(dataDir, async (client) => {
    await client.query(MODELS);
    await client.query(KEYS, [email]);
    await client.query(LEDGER, [email]);
    await client.query(SLOTS, [email]);
  });
}

const MODELS = `
  INSERT INTO models (id, name, provider, kind, context_tokens, is_available)
  SELECT 'provider-' || n % 25 || '/model-' || n, 'Model ' || n, 'provider-' || n % 25, 'CHAT', 128000, true
  FROM generate_series(1, 500) AS n`;

const KEYS = `
  INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, created_at, updated_at, version)
  SELECT gen_random_uuid(), (${ACCOUNT}), 'service-' || n, lpad(to_hex(n), 4, '0'), true, '{}',
    now() - make_interval(mins => n), now(), 1
  FROM generate_series(1, 10000) AS n`;

const HOUR = `date_trunc('hour', now())`;

const LEDGER = `
  INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, source, cost, end_reason, latency_ms)
  SELECT k.account_id, (${HOUR} AT TIME ZONE 'UTC')::date, gen_random_uuid(), ${HOUR}, k.id, m.number,
    1000 + m.number, 500, 0, 0, 'REPORTED', 0.01, 'COMPLETED', 800
  FROM (SELECT * FROM api_keys WHERE account_id = (${ACCOUNT}) AND name IN ('service-1', 'service-2')) k
  CROSS JOIN (SELECT number FROM models ORDER BY number DESC LIMIT 500) m`;

const SLOTS = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT account_id, admitted_at, api_key_id, model_number, 1, input_tokens, output_tokens, 0, 0, 0, cost, 0
  FROM usage_events
  WHERE account_id = (${ACCOUNT}) AND admitted_at = ${HOUR}`;

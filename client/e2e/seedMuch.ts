import { withDatabase } from './withDatabase';

const ACCOUNT = `SELECT m.account_id FROM members m JOIN users u ON u.id = m.user_id WHERE u.email = $1`;

/** Ten thousand keys, and usage of today by so many of them that it makes a thousand rows. Sums only: no ledger behind. */
export async function seedMuch(dataDir: string, email: string): Promise<void> {
  await withDatabase(dataDir, async (client) => {
    await client.query(KEYS, [email]);
    await client.query(SLOTS, [email]);
  });
}

const KEYS = `
  INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, created_at, updated_at, version)
  SELECT gen_random_uuid(), (${ACCOUNT}), 'service-' || n, lpad(to_hex(n), 4, '0'), true, '{}',
    now() - make_interval(mins => n), now(), 1
  FROM generate_series(1, 10000) AS n`;

const SLOTS = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT k.account_id, date_trunc('hour', now()), k.id, m.number, 3, 1000 + k.place, 500, 0, 0, 0, 0.01, 0
  FROM (SELECT *, row_number() OVER (ORDER BY name) AS place FROM api_keys WHERE account_id = (${ACCOUNT})) k
  CROSS JOIN models m
  ORDER BY k.place
  LIMIT 1000`;

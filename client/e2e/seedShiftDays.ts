import { withDatabase } from './withDatabase';

/** Ten tokens in and five out in each hour of two days with a clock change: 23 hours in Berlin, 25 in New York. */
export const SHIFT_DAYS = [
  { zone: 'Europe/Berlin', from: '2026-03-29', to: '2026-03-30', hours: 23 },
  { zone: 'America/New_York', from: '2026-11-01', to: '2026-11-02', hours: 25 },
] as const;

/** A call by the account's oldest key in each of these hours, and in the hour before and after. Ledger and sums agree. */
export async function seedShiftDays(dataDir: string, email: string): Promise<void> {
  await withDatabase(dataDir, async (client) => {
    for (const { zone, from, to } of SHIFT_DAYS) {
      await client.query(LEDGER, [email, from, to, zone]);
      await client.query(SLOTS, [email, from, to, zone]);
    }
  });
}

const KEY = `
  SELECT k.* FROM api_keys k JOIN members m ON m.account_id = k.account_id JOIN users u ON u.id = m.user_id
  WHERE u.email = $1 ORDER BY k.created_at LIMIT 1`;

const HOURS = `
  generate_series(($2::timestamp AT TIME ZONE $4) - interval '1 hour', $3::timestamp AT TIME ZONE $4, interval '1 hour')`;

const LEDGER = `
  INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, source, cost, end_reason, latency_ms)
  SELECT k.account_id, (at AT TIME ZONE 'UTC')::date, gen_random_uuid(), at, k.id, m.number, 10, 5, 0, 0, 'REPORTED', 0,
    'COMPLETED', 800
  FROM (${KEY}) k CROSS JOIN (SELECT min(number) AS number FROM models) m CROSS JOIN ${HOURS} AS at`;

const SLOTS = `
  INSERT INTO usage_slots (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT k.account_id, at, k.id, m.number, 1, 10, 5, 0, 0, 0, 0, 0
  FROM (${KEY}) k CROSS JOIN (SELECT min(number) AS number FROM models) m CROSS JOIN ${HOURS} AS at`;

import type { DataSource } from 'typeorm';
import { insertAccount } from '../../factories';
import { addUp, type SeededUsage } from './seedUsage';

const SLOTS_A_DAY = 4;
const KEYS = 10;

/** An account of its own with one event in each of its slots. */
export async function seedSlots(
  db: DataSource,
  { modelNumbers, largeKeyIds }: SeededUsage,
  days: number,
): Promise<string> {
  const accountId = await insertAccount(db);
  await fillSlots(db, { accountId, days, times: 1, modelNumbers, keyIds: largeKeyIds.slice(0, KEYS) });
  return accountId;
}

/** Nine more events in each of them. */
export async function growSlots(
  db: DataSource,
  accountId: string,
  {
    modelNumbers,
    largeKeyIds,
    days,
  }: Pick<SeededUsage, 'modelNumbers' | 'largeKeyIds'> & { readonly days: number },
): Promise<void> {
  await fillSlots(db, { accountId, days, times: 9, modelNumbers, keyIds: largeKeyIds.slice(0, KEYS) });
}

interface SlotFill {
  readonly accountId: string;
  readonly days: number;
  readonly times: number;
  readonly modelNumbers: readonly number[];
  readonly keyIds: readonly string[];
}

async function fillSlots(
  db: DataSource,
  { accountId, days, times, modelNumbers, keyIds }: SlotFill,
): Promise<void> {
  await db.query(
    `INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
       cached_input_tokens, reasoning_tokens, source, cost, end_reason, latency_ms, first_byte_ms)
     SELECT $1, (current_date - day), gen_random_uuid(),
       ((current_date - day)::timestamp + slot * interval '6 hours' + interval '5 minutes') AT TIME ZONE 'UTC',
       key, model, 100, 50, 0, 0, 'REPORTED', 0.001, 'COMPLETED', 900, 90
     FROM generate_series(1, $5::integer) AS day, generate_series(0, ${SLOTS_A_DAY - 1}) AS slot,
       unnest($2::uuid[]) AS key, unnest($3::integer[]) AS model, generate_series(1, $4::integer)`,
    [accountId, keyIds, modelNumbers, times, days],
  );
  await addUp(db, accountId);
}

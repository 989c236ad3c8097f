import type { DataSource } from 'typeorm';
import { makeApiKeySecret } from '../../../apiKeys/apiKeySecret';
import { TEST_PEPPER } from '../../../apiKeys/testing/apiKeyServices';
import { SecretHasher } from '../../../platform/secretHash';
import { newUuid } from '../../../platform/uuid';
import { insertAccount } from '../../factories';

export interface SeededKey {
  readonly id: string;
  readonly secret: string;
  readonly hasLimits: boolean;
}

const LIMITED_EVERY = 10;

/** Keys of one account that may call everything, every tenth with limits that nobody reaches; in three statements. */
export async function seedKeys(db: DataSource, count: number): Promise<SeededKey[]> {
  const accountId = await insertAccount(db);
  const hasher = new SecretHasher([TEST_PEPPER]);
  const keys = Array.from({ length: count }, (_, i) => ({
    id: newUuid(),
    secret: makeApiKeySecret('aim'),
    hasLimits: i % LIMITED_EVERY === 0,
  }));
  const ids = keys.map(({ id }) => id);
  await db.query(
    `INSERT INTO api_keys (id, account_id, name, last_four, all_models, model_numbers, created_at, updated_at, version)
     SELECT id, $1, 'bench', 'xxxx', true, '{}', now(), now(), 1 FROM unnest($2::uuid[]) AS k (id)`,
    [accountId, ids],
  );
  const hashes = keys.map(({ secret }) => hasher.current(secret));
  await db.query(
    `INSERT INTO api_key_secrets (secret_hash, api_key_id, pepper_id, created_at)
     SELECT hash, id, pepper, now() FROM unnest($1::bytea[], $2::uuid[], $3::text[]) AS k (hash, id, pepper)`,
    [hashes.map(({ hash }) => hash), ids, hashes.map(({ pepperId }) => pepperId)],
  );
  await db.query(
    `INSERT INTO api_key_limits (api_key_id, account_id, requests_per_minute, tokens_per_minute, monthly_tokens)
     SELECT id, $1, 1000000000, 1000000000000, 1000000000000000 FROM unnest($2::uuid[]) AS k (id)`,
    [accountId, keys.filter(({ hasLimits }) => hasLimits).map(({ id }) => id)],
  );
  return keys;
}

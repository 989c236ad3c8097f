import type { DataSource } from 'typeorm';
import { TEST_PEPPER } from '../../apiKeys/testing/apiKeyServices';
import type { AccessTokenScope } from '../../platform/actor';
import { makeSecret } from '../../platform/secretFormat';
import { SecretHasher } from '../../platform/secretHash';
import { newUuid } from '../../platform/uuid';
import type { TrialKey } from './proofWorld';

/** An access token that may read keys, unless other scopes are given. */
export async function makeTestToken(
  db: DataSource,
  accountId: string,
  scopes: readonly AccessTokenScope[] = ['KEYS_READ'],
): Promise<TrialKey> {
  const secret = makeSecret('aim_pat_');
  const { hash, pepperId } = new SecretHasher([TEST_PEPPER]).current(secret);
  const id = newUuid();
  await db.query(
    `INSERT INTO access_tokens (id, account_id, name, token_hash, pepper_id, last_four, scopes, created_at)
     VALUES ($1, $2, 'proof', $3, $4, $5, $6, now())`,
    [id, accountId, hash, pepperId, secret.slice(-4), scopes],
  );
  return { accountId, id, secret };
}

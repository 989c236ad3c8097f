import { AccessTokenRepository } from '../accessTokens/accessToken.repository';
import { ApiKeyRepository } from '../apiKeys/apiKey.repository';
import type { Database } from '../db/dataSource';
import type { SecretHasher } from '../platform/secretHash';

/** How many in force were made with a pepper that is not there: they are refused. */
export interface LostByPepper {
  readonly keys: number;
  readonly accessTokens: number;
}

/**
 * Whether the keys in the database can be checked at all. A pepper that was lost or mistyped would have every key refused
 * without a word, and new keys made that only this process knows.
 *
 * @throws Error when all API keys in force were made with another pepper.
 */
export async function checkPeppers(db: Database, hasher: SecretHasher): Promise<LostByPepper> {
  const { known, lost } = await new ApiKeyRepository(db.manager).countByPepper(hasher.pepperIds);
  const accessTokens = await new AccessTokenRepository(db.manager).countOfOtherPeppers(hasher.pepperIds);
  if (lost === 0 || known > 0) return { keys: lost, accessTokens };
  throw new Error(
    `KEY_PEPPER is not the one that the ${lost} API keys in this database were made with: all of them would be refused. ` +
      'Put that one back, alone or behind the new one with a comma between. On the embedded database it is in secrets.json ' +
      'in DATA_DIR when KEY_PEPPER is not set: put that file back from a backup. If it is lost for good, revoke them: ' +
      'docs/decisions/007-secrets-are-hashed-with-a-pepper.md tells how.',
  );
}

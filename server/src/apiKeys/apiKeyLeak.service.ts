import type { LeakedSecret } from '../platform/leakedSecret';
import type { SecretHasher } from '../platform/secretHash';
import type { ApiKeyRepository } from './apiKey.repository';
import { looksLikeApiKey } from './apiKeySecret';
import type { InApiKeyTransaction } from './apiKeyWriting';

export interface ApiKeyLeakServiceParts {
  readonly keys: ApiKeyRepository;
  readonly inTransaction: InApiKeyTransaction;
  readonly hasher: SecretHasher;
  /** `aim` in `aim_sk_…`. */
  readonly brand: string;
}

/** Stops keys that were found in a public place. */
export class ApiKeyLeakService {
  constructor(private readonly parts: ApiKeyLeakServiceParts) {}

  /**
   * Disables the key that answers to this secret, for good, and says in its account's audit log where it was found. From
   * the return on no request that starts later is accepted on any node. Safe to repeat: the first report stays.
   *
   * Of a rotated key whose old secret was found only that secret ends: whoever has the new one goes on, and so do calls that
   * run already, since nobody can tell by which secret they came.
   *
   * @returns true when the secret is or was one of this installation, also when it opened nothing any more.
   */
  async disable(found: LeakedSecret): Promise<boolean> {
    const { keys, hasher, brand } = this.parts;
    if (!looksLikeApiKey(found.secret, brand)) return false;
    const hashes = hasher.candidates(found.secret);
    const owner = await keys.findSecretOwner(hashes);
    if (!owner) return false;
    if (owner.standing !== 'ENDED') await this.stop(owner.accountId, owner.apiKeyId, { found, hashes });
    return true;
  }

  private stop(
    accountId: string,
    apiKeyId: string,
    { found, hashes }: { readonly found: LeakedSecret; readonly hashes: readonly Buffer[] },
  ): Promise<void> {
    const after = { source: found.source, url: found.url };
    return this.parts.inTransaction(async ({ keys, audit }) => {
      const key = await keys.lockOwned(accountId, apiKeyId);
      if (!key || key.revokedAt || key.leakedAt) return;
      // It may have been rotated while the lock was waited for.
      const owner = await keys.findSecretOwner(hashes);
      const actor = { kind: 'system', accountId } as const;
      if (owner?.standing === 'IN_FORCE') {
        await keys.markLeaked(accountId, apiKeyId, found);
        await audit.record(actor, { action: 'api_key.leaked', subject: key, after });
      } else if (owner?.standing === 'RUNNING_OUT') {
        await keys.endOldSecrets(apiKeyId);
        await keys.updateOwned(accountId, apiKeyId, {});
        await audit.record(actor, { action: 'api_key.old_secret_leaked', subject: key, after });
      }
    });
  }
}

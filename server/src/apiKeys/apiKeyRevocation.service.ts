import { INPUT_LIMITS } from '@keymeter/shared';
import type { RevocationReceipt, RevocationReceipts } from '../nodes/revocationReceipts';
import type { Actor } from '../platform/actor';
import { DomainError, invalidInput } from '../platform/domainError';
import { apiKeyNotFound } from './apiKey.errors';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import type { InApiKeyTransaction } from './apiKeyWriting';

export interface RevokedApiKey {
  readonly apiKey: ApiKeyView;
  readonly receipt: RevocationReceipt;
}

/** What became of one key of many: stopped, or refused and why. */
export type RevokeResult = ({ readonly id: string } & RevokedApiKey) | RefusedRevocation;

interface RefusedRevocation {
  readonly id: string;
  readonly errorCode: DomainError['code'];
  readonly message: string;
}

export interface ApiKeyRevocationServiceParts {
  readonly inTransaction: InApiKeyTransaction;
  readonly keys: ApiKeyService;
  readonly receipts: RevocationReceipts;
}

type StoppedApiKey = ApiKeyView & { readonly revokedAt: Date };

/** Keys under revocation at the same time. */
const AT_ONCE = 10;

/** Stops keys. */
export class ApiKeyRevocationService {
  constructor(private readonly parts: ApiKeyRevocationServiceParts) {}

  /**
   * Stops a key for good. When this returns no request that starts later is accepted on any node; the receipt tells
   * which nodes have ended the key's streams. Revoking twice is not an error and keeps the first time.
   *
   * @throws DomainError NOT_FOUND when the account has no such key; then nothing has changed.
   */
  async revoke(actor: Actor, id: string): Promise<RevokedApiKey> {
    const apiKey = await this.stop(actor, id);
    const [receipt] = await this.parts.receipts.collect([apiKey]);
    return withReceipt(apiKey, receipt);
  }

  /**
   * The same for up to 100 keys, each for itself: one that is refused does not keep the others alive. All are stopped
   * before the receipts are waited for, together. In the order of the ids.
   *
   * @throws DomainError INVALID_INPUT for no id or too many; then nothing has changed.
   */
  async revokeMany(actor: Actor, ids: readonly string[]): Promise<RevokeResult[]> {
    if (ids.length < 1 || ids.length > INPUT_LIMITS.pageSize) {
      throw invalidInput('ids', `Name 1 to ${INPUT_LIMITS.pageSize} keys.`);
    }
    const outcomes = await inTurns(ids, (id) => this.tryToStop(actor, id));
    const stopped = outcomes.flatMap((outcome) => ('errorCode' in outcome ? [] : [outcome.apiKey]));
    const receipts = await this.parts.receipts.collect(stopped);
    const receiptOf = new Map(stopped.map((apiKey, i) => [apiKey.id, receipts[i]]));
    return outcomes.map((outcome) =>
      'errorCode' in outcome
        ? outcome
        : { id: outcome.id, ...withReceipt(outcome.apiKey, receiptOf.get(outcome.apiKey.id)) },
    );
  }

  private async stop(actor: Actor, id: string): Promise<StoppedApiKey> {
    const { id: keyId, accountId } = await this.parts.keys.get(actor, id);
    await this.parts.inTransaction(async ({ keys, audit }) => {
      const before = await keys.lockOwned(accountId, keyId);
      if (!before) throw apiKeyNotFound();
      if (!(await keys.markRevoked(accountId, keyId))) return;
      await audit.record(actor, { action: 'api_key.revoked', subject: before });
    });
    const { revokedAt, ...apiKey } = await this.parts.keys.get(actor, keyId);
    if (!revokedAt) throw new Error('A key that was just revoked is not revoked.');
    return { ...apiKey, revokedAt };
  }

  private async tryToStop(
    actor: Actor,
    id: string,
  ): Promise<{ readonly id: string; readonly apiKey: StoppedApiKey } | RefusedRevocation> {
    try {
      return { id, apiKey: await this.stop(actor, id) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { id, errorCode: error.code, message: error.message };
    }
  }
}

function withReceipt(apiKey: StoppedApiKey, receipt: RevocationReceipt | undefined): RevokedApiKey {
  if (!receipt) throw new Error('A revocation has no receipt.');
  return { apiKey, receipt };
}

/** Ten at a time, in order. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}

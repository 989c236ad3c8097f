import type { Actor } from '../platform/actor';
import { invalidInput } from '../platform/domainError';
import type { SecretHasher } from '../platform/secretHash';
import { apiKeyNotFound, apiKeyNotUsable, apiKeyOverlapRuns } from './apiKey.errors';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import { makeApiKeySecret } from './apiKeySecret';
import { carryOutOnce, type InApiKeyTransaction } from './apiKeyWriting';
import { readIdempotentCall } from './idempotentCall';

/** What a caller wants of a rotation. */
export interface RotateApiKey {
  readonly id: string;
  /** How long the old secret goes on working; a day when left out. */
  readonly overlapSeconds?: number | null | undefined;
  /** A retry with the same value within 24 hours makes no further secret. */
  readonly idempotencyKey?: string | null | undefined;
}

export interface ApiKeyRotationServiceParts {
  readonly inTransaction: InApiKeyTransaction;
  readonly keys: ApiKeyService;
  readonly hasher: SecretHasher;
  /** `aim` in `aim_sk_…`. */
  readonly brand: string;
}

const DAY_SECONDS = 86_400;
const LONGEST_OVERLAP_SECONDS = 7 * DAY_SECONDS;

/** Gives keys new secrets. The key stays what it is: its id, name, permission and history. */
export class ApiKeyRotationService {
  constructor(private readonly parts: ApiKeyRotationServiceParts) {}

  /**
   * Gives the key a new secret, which stands in this one answer and nowhere else. The old one works until the overlap
   * ends, to the second by the database's clock; with an overlap of 0 it stops at once.
   *
   * @throws DomainError NOT_FOUND, INVALID_INPUT, CONFLICT when the key does not work any more or an overlap still
   *   runs, IDEMPOTENT_REPLAY when the same call was carried out before.
   */
  async rotate(actor: Actor, input: RotateApiKey): Promise<{ apiKey: ApiKeyView; secret: string }> {
    const overlapSeconds = readOverlap(input.overlapSeconds ?? DAY_SECONDS);
    const { id, accountId } = await this.parts.keys.get(actor, input.id);
    const call = readIdempotentCall('rotateApiKey', input.idempotencyKey, [id, overlapSeconds]);
    const secret = makeApiKeySecret(this.parts.brand);
    await this.parts.inTransaction(async ({ keys, calls, audit }) => {
      const before = await keys.lockOwned(accountId, id);
      if (!before) throw apiKeyNotFound();
      await carryOutOnce(calls, call, { accountId, subjectId: id });
      if (!['ACTIVE', 'PAUSED_PLAN', 'LIMIT_REACHED'].includes(this.parts.keys.view(before).status))
        throw apiKeyNotUsable();
      if (before.oldSecretEndsAt) throw apiKeyOverlapRuns();
      await keys.endSecrets(id, overlapSeconds);
      await keys.insertSecret(id, this.parts.hasher.current(secret));
      await keys.updateOwned(accountId, id, { lastFour: secret.slice(-4) });
      await audit.record(actor, { action: 'api_key.rotated', subject: before, after: { overlapSeconds } });
    });
    return { apiKey: await this.parts.keys.get(actor, id), secret };
  }

  /**
   * Ends the overlap of a rotation now: the old secret is refused from the next request on. Not an error when no
   * overlap runs.
   *
   * @throws DomainError NOT_FOUND when the account has no such key.
   */
  async endOverlap(actor: Actor, keyId: string): Promise<ApiKeyView> {
    const { id, accountId } = await this.parts.keys.get(actor, keyId);
    await this.parts.inTransaction(async ({ keys, audit }) => {
      const before = await keys.lockOwned(accountId, id);
      if (!before?.oldSecretEndsAt) return;
      await keys.endOldSecrets(id);
      await keys.updateOwned(accountId, id, {});
      await audit.record(actor, { action: 'api_key.overlap_ended', subject: before });
    });
    return this.parts.keys.get(actor, id);
  }
}

function readOverlap(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_OVERLAP_SECONDS) {
    throw invalidInput('overlapSeconds', `Choose 0 to ${LONGEST_OVERLAP_SECONDS} seconds, that is 7 days.`);
  }
  return seconds;
}

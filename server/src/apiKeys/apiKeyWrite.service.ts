import type { ModelService } from '../models/model.service';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import type { ApiKeyEntity } from './apiKey.entity';
import {
  apiKeyChanged,
  apiKeyLimitReached,
  apiKeyNotFound,
  apiKeyRevoked,
  paidPlanRequired,
} from './apiKey.errors';
import type { ApiKeyChange, NewApiKey } from './apiKey.repository';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import {
  type CreateApiKey,
  type ExpiryRule,
  readExpiry,
  readName,
  readNote,
  readPermission,
  type UpdateApiKey,
} from './apiKeyInput';
import { hasLimit, NO_LIMITS, readLimits } from './apiKeyLimits';
import { makeApiKeySecret } from './apiKeySecret';
import { carryOutOnce, type InApiKeyTransaction } from './apiKeyWriting';
import { auditedKey, changedFields } from './auditedKey';
import { readIdempotentCall } from './idempotentCall';

export interface ApiKeyWriteServiceParts {
  readonly inTransaction: InApiKeyTransaction;
  readonly keys: ApiKeyService;
  readonly models: ModelService;
  readonly hasher: SecretHasher;
  readonly isAccountPaid: (accountId: string) => Promise<boolean>;
  /** `aim` in `aim_sk_…`. */
  readonly brand: string;
  /** Most usable keys of one account. */
  readonly keysPerAccount: number;
  /** Every key has to expire within so many days; null: keys may live for ever. */
  readonly maxLifetimeDays: number | null;
  readonly now: Clock;
}

/** Makes and edits keys. Every change stands in the audit log, written in the same transaction. */
export class ApiKeyWriteService {
  constructor(private readonly parts: ApiKeyWriteServiceParts) {}

  /**
   * Makes a key. Its secret stands in this one answer and nowhere else.
   *
   * @throws DomainError INVALID_INPUT, MODEL_NOT_AVAILABLE, PAID_PLAN_REQUIRED, KEY_LIMIT_REACHED, and with an
   *   idempotencyKey IDEMPOTENT_REPLAY or CONFLICT; nothing is made then.
   */
  async create(actor: Actor, input: CreateApiKey): Promise<{ apiKey: ApiKeyView; secret: string }> {
    const secret = makeApiKeySecret(this.parts.brand);
    const key = await this.newKey(actor, input, secret.slice(-4));
    const limits = readLimits(input.limits ?? null, NO_LIMITS);
    const call = readIdempotentCall('createApiKey', input.idempotencyKey, [
      [key.name, key.note, key.expiresAt, key.allModels],
      key.modelNumbers.toSorted((a, b) => a - b),
      Object.entries(limits).toSorted(),
    ]);
    if (!(await this.parts.isAccountPaid(actor.accountId))) throw paidPlanRequired();
    const after = auditedKey(await this.parts.models.namesByNumber(), { ...key, limits });
    await this.parts.inTransaction(async ({ keys, calls, audit }) => {
      await keys.lockAccount(actor.accountId);
      await carryOutOnce(calls, call, { accountId: actor.accountId, subjectId: key.id });
      const limit = this.parts.keysPerAccount;
      if ((await keys.countUsable(actor.accountId)) >= limit) throw apiKeyLimitReached(limit);
      await keys.insert(key, this.parts.hasher.current(secret));
      if (hasLimit(limits)) await keys.setLimits(actor.accountId, key.id, limits);
      await audit.record(actor, { action: 'api_key.created', subject: key, after });
    });
    return { apiKey: await this.parts.keys.get(actor, key.id), secret };
  }

  /**
   * Changes what is given and leaves the rest. A changed permission holds from the next request on, on every node.
   *
   * @throws DomainError NOT_FOUND, CONFLICT when it was revoked or is not the version that the caller saw,
   *   INVALID_INPUT, MODEL_NOT_AVAILABLE.
   */
  async update(actor: Actor, input: UpdateApiKey): Promise<ApiKeyView> {
    const { id, accountId } = await this.parts.keys.get(actor, input.id);
    const change = await this.readChange(input);
    // Before the transaction, which must not wait for a second connection.
    const names = await this.parts.models.namesByNumber();
    await this.parts.inTransaction(async ({ keys, audit }) => {
      const before = await keys.lockOwned(accountId, id);
      if (!before) throw apiKeyNotFound();
      if (before.revokedAt) throw apiKeyRevoked();
      if (input.version != null && input.version !== before.version) throw apiKeyChanged();
      const limits = input.limits === undefined ? before.limits : readLimits(input.limits, before.limits);
      await keys.updateOwned(accountId, id, change);
      if (input.limits !== undefined) await keys.setLimits(accountId, id, limits);
      const changed = changedFields(
        auditedKey(names, before),
        auditedKey(names, { ...before, ...change, limits }),
      );
      await audit.record(actor, {
        action: 'api_key.updated',
        subject: { id, name: before.name },
        ...changed,
      });
    });
    return this.parts.keys.get(actor, id);
  }

  private async newKey(actor: Actor, input: CreateApiKey, lastFour: string): Promise<NewApiKey> {
    return {
      id: newUuid(),
      accountId: actor.accountId,
      name: readName(input.name),
      lastFour,
      note: readNote(input.note ?? null),
      expiresAt: readExpiry(input.expiresAt ?? null, this.expiryRule()),
      createdBy: actor.kind === 'member' ? actor.userId : null,
      ...(await this.readPermission(input)),
    };
  }

  private async readChange(input: UpdateApiKey): Promise<ApiKeyChange> {
    const changesPermission = input.allModels != null || input.modelIds != null;
    return {
      ...(input.name !== undefined && { name: readName(input.name) }),
      ...(input.note !== undefined && { note: readNote(input.note) }),
      ...(input.expiresAt !== undefined && { expiresAt: readExpiry(input.expiresAt, this.expiryRule()) }),
      ...(changesPermission && (await this.readPermission(input))),
    };
  }

  private expiryRule(): ExpiryRule {
    return { now: this.parts.now(), maxLifetimeDays: this.parts.maxLifetimeDays };
  }

  private async readPermission(
    input: Pick<CreateApiKey, 'allModels' | 'modelIds'>,
  ): Promise<Pick<ApiKeyEntity, 'allModels' | 'modelNumbers'>> {
    const permission = readPermission(input);
    if (permission.allModels) return { allModels: true, modelNumbers: [] };
    const modelNumbers = await this.parts.models.numbersOfAvailable(permission.modelIds, 'modelIds');
    return { allModels: false, modelNumbers };
  }
}

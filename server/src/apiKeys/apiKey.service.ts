import type { PricedModel } from '../models/catalogueModel';
import type { ModelService } from '../models/model.service';
import type { RevocationReceipt, RevocationReceipts } from '../nodes/revocationReceipts';
import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import type { SecretHasher } from '../platform/secretHash';
import { isUuid, newUuid } from '../platform/uuid';
import type { ApiKeyEntity } from './apiKey.entity';
import {
  apiKeyChanged,
  apiKeyLimitReached,
  apiKeyNotFound,
  apiKeyRevoked,
  paidPlanRequired,
} from './apiKey.errors';
import { type ApiKeyStatus, apiKeyStatus } from './apiKey.policy';
import type { ApiKeyChange, ApiKeyRecord, ApiKeyRepository } from './apiKey.repository';
import {
  type CreateApiKey,
  readExpiry,
  readName,
  readNote,
  readPermission,
  type UpdateApiKey,
} from './apiKeyInput';
import { makeApiKeySecret, maskedApiKey } from './apiKeySecret';

/** A key as its account may see it. */
export interface ApiKeyView extends ApiKeyRecord {
  readonly maskedKey: string;
  readonly status: ApiKeyStatus;
}

export interface ApiKeyServiceOptions {
  /** `aim` in `aim_sk_…`. */
  readonly brand: string;
  /** Most usable keys of one account. */
  readonly keysPerAccount: number;
  readonly now: Clock;
}

export interface ApiKeyServiceParts {
  readonly keys: ApiKeyRepository;
  readonly models: ModelService;
  readonly hasher: SecretHasher;
  readonly receipts: RevocationReceipts;
  readonly isAccountPaid: (accountId: string) => Promise<boolean>;
}

/** The life of an API key. The actor comes first everywhere, and only keys of the actor's account exist for it. */
export class ApiKeyService {
  constructor(
    private readonly parts: ApiKeyServiceParts,
    private readonly options: ApiKeyServiceOptions,
  ) {}

  /** Null also for a key of another account. */
  async find(actor: Actor, id: string): Promise<ApiKeyView | null> {
    if (!isUuid(id)) return null;
    const key = await this.parts.keys.findOwned(actor.accountId, id);
    return key && this.view(key);
  }

  /** The key that answers to this secret, whatever its status; null when none does. */
  async findBySecret(secret: string): Promise<ApiKeyView | null> {
    const key = await this.parts.keys.findBySecretHashes(this.parts.hasher.candidates(secret));
    return key && this.view(key);
  }

  /** The models that the key may call now, in catalogue order. */
  async callableModels(key: ApiKeyView): Promise<PricedModel[]> {
    const available = await this.parts.models.listAvailable();
    return key.allModels ? available : available.filter(({ number }) => key.modelNumbers.includes(number));
  }

  /** In the order of the ids; null where the account has no such key. One statement. */
  async findByIds(accountId: string, ids: readonly string[]): Promise<(ApiKeyView | null)[]> {
    const keys = await this.parts.keys.listOwnedByIds(accountId, ids.filter(isUuid));
    const byId = new Map(keys.map((key) => [key.id, this.view(key)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /**
   * Makes a key. Its secret stands in this one answer and nowhere else.
   *
   * @throws DomainError INVALID_INPUT, MODEL_NOT_AVAILABLE, PAID_PLAN_REQUIRED, KEY_LIMIT_REACHED; nothing is made then.
   */
  async create(actor: Actor, input: CreateApiKey): Promise<{ apiKey: ApiKeyView; secret: string }> {
    const secret = makeApiKeySecret(this.options.brand);
    const key = {
      id: newUuid(),
      accountId: actor.accountId,
      name: readName(input.name),
      lastFour: secret.slice(-4),
      note: readNote(input.note ?? null),
      expiresAt: readExpiry(input.expiresAt ?? null, this.options.now()),
      createdBy: actor.kind === 'member' ? actor.userId : null,
      ...(await this.permission(input)),
    };
    if (!(await this.parts.isAccountPaid(actor.accountId))) throw paidPlanRequired();
    const { hash, pepperId } = this.parts.hasher.current(secret);
    const limit = this.options.keysPerAccount;
    const inserted = await this.parts.keys.insertWithinLimit(key, { secretHash: hash, pepperId }, limit);
    if (!inserted) throw apiKeyLimitReached(limit);
    return { apiKey: await this.mustFind(actor, key.id), secret };
  }

  /**
   * Changes what is given and leaves the rest. A changed permission holds from the next request on, on every node.
   *
   * @throws DomainError NOT_FOUND, CONFLICT when it was revoked or is not the version that the caller saw,
   *   INVALID_INPUT, MODEL_NOT_AVAILABLE.
   */
  async update(actor: Actor, input: UpdateApiKey): Promise<ApiKeyView> {
    const before = await this.mustFind(actor, input.id);
    if (before.revokedAt) throw apiKeyRevoked();
    const change = await this.change(input);
    const version = input.version ?? null;
    if (!(await this.parts.keys.updateOwned(actor.accountId, before.id, version, change))) {
      // It was there a moment ago: it was revoked meanwhile, or it is another version.
      throw (await this.mustFind(actor, before.id)).revokedAt ? apiKeyRevoked() : apiKeyChanged();
    }
    return this.mustFind(actor, before.id);
  }

  /**
   * Stops a key for good. When this returns no request that starts later is accepted on any node; the receipt tells
   * which nodes have ended the key's streams. Revoking twice is not an error and keeps the first time.
   *
   * @throws DomainError NOT_FOUND when the account has no such key; then nothing has changed.
   */
  async revoke(actor: Actor, id: string): Promise<{ apiKey: ApiKeyView; receipt: RevocationReceipt }> {
    const { id: keyId } = await this.mustFind(actor, id);
    await this.parts.keys.markRevoked(actor.accountId, keyId);
    const apiKey = await this.mustFind(actor, keyId);
    if (!apiKey.revokedAt) throw new Error('A key that was just revoked is not revoked.');
    return { apiKey, receipt: await this.parts.receipts.collect(keyId, apiKey.revokedAt) };
  }

  view(key: ApiKeyRecord): ApiKeyView {
    return {
      ...key,
      maskedKey: maskedApiKey(this.options.brand, key.lastFour),
      status: apiKeyStatus(key, this.options.now()),
    };
  }

  private async mustFind(actor: Actor, id: string): Promise<ApiKeyView> {
    const key = await this.find(actor, id);
    if (!key) throw apiKeyNotFound();
    return key;
  }

  private async change(input: UpdateApiKey): Promise<ApiKeyChange> {
    const changesPermission = input.allModels != null || input.modelIds != null;
    return {
      ...(input.name !== undefined && { name: readName(input.name) }),
      ...(input.note !== undefined && { note: readNote(input.note) }),
      ...(input.expiresAt !== undefined && { expiresAt: readExpiry(input.expiresAt, this.options.now()) }),
      ...(changesPermission && (await this.permission(input))),
    };
  }

  private async permission(
    input: Pick<CreateApiKey, 'allModels' | 'modelIds'>,
  ): Promise<Pick<ApiKeyEntity, 'allModels' | 'modelNumbers'>> {
    const permission = readPermission(input);
    if (permission.allModels) return { allModels: true, modelNumbers: [] };
    return {
      allModels: false,
      modelNumbers: await this.parts.models.numbersOfAvailable(permission.modelIds, 'modelIds'),
    };
  }
}

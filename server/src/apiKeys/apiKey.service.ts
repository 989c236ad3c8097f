import type { PricedModel } from '../models/catalogueModel';
import type { ModelService } from '../models/model.service';
import type { Actor } from '../platform/actor';
import type { SecretHasher } from '../platform/secretHash';
import { isUuid } from '../platform/uuid';
import { apiKeyNotFound } from './apiKey.errors';
import { type ApiKeyStatus, apiKeyStatus } from './apiKey.policy';
import type { ApiKeyRepository } from './apiKey.repository';
import type { ApiKeyRecord } from './apiKeyRecord';
import { maskedApiKey } from './apiKeySecret';

/** Where a key was found that should be in no such place. */
export interface Leak {
  readonly apiKeyId: string;
  /** Such as `github/commit`. */
  readonly source: string;
  readonly url: string | null;
  readonly reportedAt: Date;
}

/** A key as its account may see it. */
export interface ApiKeyView extends Omit<ApiKeyRecord, 'readAt' | 'leakSource' | 'leakUrl'> {
  /** Null for a key that was never disabled for it. */
  readonly leak: Leak | null;
  readonly maskedKey: string;
  readonly status: ApiKeyStatus;
}

export interface ApiKeyServiceParts {
  readonly keys: ApiKeyRepository;
  readonly models: ModelService;
  readonly hasher: SecretHasher;
  /** `aim` in `aim_sk_…`. */
  readonly brand: string;
}

/** Keys as they are. Only keys of the actor's account exist for the actor. */
export class ApiKeyService {
  constructor(private readonly parts: ApiKeyServiceParts) {}

  /** Null also for a key of another account. */
  async find(actor: Actor, id: string): Promise<ApiKeyView | null> {
    if (!isUuid(id)) return null;
    const key = await this.parts.keys.findOwned(actor.accountId, id);
    return key && this.view(key);
  }

  /** @throws DomainError NOT_FOUND, the same for a key of another account and for one that never was. */
  async get(actor: Actor, id: string): Promise<ApiKeyView> {
    const key = await this.find(actor, id);
    if (!key) throw apiKeyNotFound();
    return key;
  }

  /** In the order of the ids; null where the account has no such key. One statement. */
  async findByIds(accountId: string, ids: readonly string[]): Promise<(ApiKeyView | null)[]> {
    const keys = await this.parts.keys.listOwnedByIds(accountId, ids.filter(isUuid));
    const byId = new Map(keys.map((key) => [key.id, this.view(key)]));
    return ids.map((id) => byId.get(id) ?? null);
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

  view({ readAt, leakSource, leakUrl, ...key }: ApiKeyRecord): ApiKeyView {
    const { id: apiKeyId, leakedAt } = key;
    return {
      ...key,
      leak: leakedAt && { apiKeyId, source: leakSource ?? 'unknown', url: leakUrl, reportedAt: leakedAt },
      maskedKey: maskedApiKey(this.parts.brand, key.lastFour),
      status: apiKeyStatus(key, readAt),
    };
  }
}

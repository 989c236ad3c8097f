import { DomainError } from '../../platform/domainError';
import type { Settle, Settlement } from '../../usage/settlement';
import type { Admission, AdmissionRefusal, AdmissionRequest, Admit } from '../admission';
import type { DescribedKeyAnswer } from '../describeKey';
import type { CallableModelsAnswer } from '../listModels';

interface MemoryKey {
  readonly apiKeyId: string;
  readonly models: readonly string[];
  readonly refusal: AdmissionRefusal | null;
}

/** Stands in for the database: keys, models, admissions and settlements of one test. */
export class MemoryLedger {
  readonly admissions: Admission[] = [];
  readonly settlements: Settlement[] = [];
  /** What was asked, without the secrets. */
  readonly asked: Omit<AdmissionRequest, 'secret'>[] = [];
  /** While set, the database cannot be asked. */
  isAway = false;
  /** While set, settlements are not committed in time. */
  isSettlingAway = false;
  /** Runs before an admission is answered. */
  beforeAdmission: () => Promise<void> = async () => {};
  /** Runs before a settlement is committed. */
  beforeSettlement: () => Promise<void> = async () => {};
  private readonly keys = new Map<string, MemoryKey>();

  constructor(private readonly catalogue: readonly string[]) {}

  addKey(secret: string, key: Partial<MemoryKey> = {}): string {
    const apiKeyId = key.apiKeyId ?? `key-${this.keys.size + 1}`;
    this.keys.set(secret, { apiKeyId, models: key.models ?? this.catalogue, refusal: key.refusal ?? null });
    return apiKeyId;
  }

  readonly admit: Admit = async ({ secret, ...request }) => {
    this.asked.push(request);
    await this.beforeAdmission();
    if (this.isAway) throw new DomainError('UNAVAILABLE', 'The database cannot be asked.');
    const refusal = this.refusalFor(secret, request.modelId);
    if (refusal) return { admitted: false, refusal, rateLimits: null };
    const admission = {
      requestId: request.requestId,
      apiKeyId: this.keys.get(secret)?.apiKeyId ?? '',
      accountId: 'account-1',
      modelNumber: this.catalogue.indexOf(request.modelId) + 1,
      modelId: request.modelId,
      admittedAtUs: '1763880000000000',
      usedOldSecret: false,
    };
    this.admissions.push(admission);
    return { admitted: true, admission, rateLimits: null };
  };

  readonly settle: Settle = async (settlement) => {
    await this.beforeSettlement();
    this.settlements.push(settlement);
    if (this.isSettlingAway) throw new DomainError('UNAVAILABLE', 'Not committed in time.');
  };

  readonly listCallableModels = async (secret: string): Promise<CallableModelsAnswer> => {
    const key = this.keys.get(secret);
    if (!key) return { ok: false, refusal: 'INVALID_API_KEY' };
    if (key.refusal) return { ok: false, refusal: key.refusal };
    const createdAt = new Date('2025-11-23T00:00:00Z');
    return {
      ok: true,
      apiKeyId: key.apiKeyId,
      models: key.models.map((id) => {
        const [provider = '', name = ''] = id.split('/');
        return { id, name, provider, contextTokens: 8_000, createdAt };
      }),
    };
  };

  readonly describeKey = async (secret: string): Promise<DescribedKeyAnswer> => {
    const key = this.keys.get(secret);
    if (!key || key.refusal) return { ok: false, refusal: key?.refusal ?? 'INVALID_API_KEY' };
    return {
      ok: true,
      key: {
        id: key.apiKeyId,
        name: 'In memory',
        label: 'aim_sk_...',
        status: 'ACTIVE',
        created_at: '2025-11-23T00:00:00.000Z',
        expires_at: null,
        all_models: false,
        models: key.models,
        limits: {
          requests_per_minute: null,
          tokens_per_minute: null,
          monthly_tokens: null,
          monthly_cost: null,
        },
        usage_monthly: {
          month: '2025-11',
          time_zone: 'UTC',
          requests: this.settlements.length,
          input_tokens: 0,
          output_tokens: 0,
          total_tokens: 0,
          cost: '0',
        },
      },
    };
  };

  readonly modelExists = async (modelId: string): Promise<boolean> => this.catalogue.includes(modelId);

  private refusalFor(secret: string, modelId: string): AdmissionRefusal | null {
    const key = this.keys.get(secret);
    if (!key) return 'INVALID_API_KEY';
    if (key.refusal) return key.refusal;
    if (!this.catalogue.includes(modelId)) return 'MODEL_NOT_FOUND';
    return key.models.includes(modelId) ? null : 'MODEL_NOT_ALLOWED';
  }
}

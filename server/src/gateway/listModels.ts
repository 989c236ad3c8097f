import { INPUT_LIMITS } from '@keymeter/shared';
import { hasControlCharacters } from '../platform/boundedText';
import type { AdmissionRefusal } from './admission';
import { GatewayRefusal } from './gatewayRefusal';
import { maskApiKey } from './maskApiKey';
import { type DistinctHeaders, type LooksLikeApiKey, readCredential } from './readCredential';

/** A model that a key may call. */
export interface CallableModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly contextTokens: number | null;
  readonly createdAt: Date;
}

export type CallableModelsAnswer =
  | { readonly ok: true; readonly apiKeyId: string; readonly models: readonly CallableModel[] }
  | { readonly ok: false; readonly refusal: AdmissionRefusal };

export interface ListModelsParts {
  readonly looksLikeApiKey: LooksLikeApiKey;
  /** Asks the database what this key may call now. Throws DomainError UNAVAILABLE when it cannot be asked. */
  readonly listCallableModels: (secret: string) => Promise<CallableModelsAnswer>;
  /** Whether the catalogue has the model at all, for whomever. */
  readonly modelExists: (modelId: string) => Promise<boolean>;
}

/** A model that a key may call, and whose key that is. */
export interface PermittedModel {
  readonly apiKeyId: string;
  readonly model: CallableModel;
}

/** `GET /v1/models` and `/v1/models/{id}`: a key sees the models that it may call, and no others. */
export class ListModels {
  constructor(private readonly parts: ListModelsParts) {}

  /** In catalogue order. @throws GatewayRefusal when the key is refused. */
  async list(headers: DistinctHeaders): Promise<readonly CallableModel[]> {
    return (await this.ask(headers)).models;
  }

  /** @throws GatewayRefusal when the key is refused, MODEL_NOT_ALLOWED or MODEL_NOT_FOUND when the model is. */
  async one(headers: DistinctHeaders, modelId: string): Promise<PermittedModel> {
    const { apiKeyId, models } = await this.ask(headers);
    const model = models.find(({ id }) => id === modelId);
    if (model) return { apiKeyId, model };
    const code =
      mayBeModelId(modelId) && (await this.parts.modelExists(modelId))
        ? 'MODEL_NOT_ALLOWED'
        : 'MODEL_NOT_FOUND';
    throw new GatewayRefusal(code, { modelId: modelId.slice(0, INPUT_LIMITS.modelIdLength) });
  }

  private async ask(headers: DistinctHeaders): Promise<Extract<CallableModelsAnswer, { readonly ok: true }>> {
    const secret = readCredential(headers, this.parts.looksLikeApiKey);
    const answer = await this.parts.listCallableModels(secret);
    if (!answer.ok) throw new GatewayRefusal(answer.refusal, { maskedKey: maskApiKey(secret) });
    return answer;
  }
}

/** The database is not asked for what no model can be called. */
function mayBeModelId(text: string): boolean {
  return text.length <= INPUT_LIMITS.modelIdLength && !hasControlCharacters(text);
}

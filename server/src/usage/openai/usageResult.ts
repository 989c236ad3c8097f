import type { UsageReportRow } from '../usageReport';
import type { UsagePageQuestion } from './usagePageQuestion';

/** One group of a bucket. What was not grouped by, and what nobody counts here, is null. */
export type UsageResult = CompletionsResult | EmbeddingsResult | CostsResult;

interface Dimensions {
  readonly project_id: null;
  readonly user_id: null;
  readonly api_key_id: string | null;
  readonly model: string | null;
}

interface CompletionsResult extends Dimensions {
  readonly object: 'organization.usage.completions.result';
  /** With what was read from a cache. */
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly num_model_requests: number;
  readonly input_cached_tokens: number;
  readonly input_uncached_tokens: number;
  readonly input_cache_write_tokens: null;
  readonly input_text_tokens: null;
  readonly output_text_tokens: null;
  readonly input_cached_text_tokens: null;
  readonly input_audio_tokens: null;
  readonly input_cached_audio_tokens: null;
  readonly output_audio_tokens: null;
  readonly input_image_tokens: null;
  readonly input_cached_image_tokens: null;
  readonly output_image_tokens: null;
  readonly batch: null;
  readonly service_tier: null;
}

interface EmbeddingsResult extends Dimensions {
  readonly object: 'organization.usage.embeddings.result';
  readonly input_tokens: number;
  readonly num_model_requests: number;
}

interface CostsResult {
  readonly object: 'organization.costs.result';
  /** A number, as OpenAI's is; exact decimals are in GraphQL and CSV. Its value is null when a model had no price. */
  readonly amount: { readonly value: number | null; readonly currency: 'usd' };
  /** The model. */
  readonly line_item: string | null;
  readonly project_id: null;
  readonly api_key_id: string | null;
  readonly quantity: null;
  readonly quantity_unit: null;
}

/** @param modelId of the row's model, when it was grouped by model. */
export function usageResult(
  { kind }: UsagePageQuestion,
  { usage, apiKeyId }: UsageReportRow,
  modelId: string | undefined,
): UsageResult {
  const dimensions = { project_id: null, user_id: null, api_key_id: apiKeyId, model: modelId ?? null };
  switch (kind) {
    case 'costs':
      return {
        object: 'organization.costs.result',
        amount: { value: usage.cost === null ? null : Number(usage.cost), currency: 'usd' },
        line_item: modelId ?? null,
        project_id: null,
        api_key_id: apiKeyId,
        quantity: null,
        quantity_unit: null,
      };
    case 'embeddings':
      return {
        object: 'organization.usage.embeddings.result',
        input_tokens: usage.inputTokens,
        num_model_requests: usage.requests,
        ...dimensions,
      };
    case 'completions':
      return {
        object: 'organization.usage.completions.result',
        input_tokens: usage.inputTokens,
        output_tokens: usage.outputTokens,
        num_model_requests: usage.requests,
        input_cached_tokens: usage.cachedInputTokens,
        input_uncached_tokens: usage.inputTokens - usage.cachedInputTokens,
        ...NOT_COUNTED,
        ...dimensions,
        batch: null,
        service_tier: null,
      };
  }
}

const NOT_COUNTED = {
  input_cache_write_tokens: null,
  input_text_tokens: null,
  output_text_tokens: null,
  input_cached_text_tokens: null,
  input_audio_tokens: null,
  input_cached_audio_tokens: null,
  output_audio_tokens: null,
  input_image_tokens: null,
  input_cached_image_tokens: null,
  output_image_tokens: null,
} as const;

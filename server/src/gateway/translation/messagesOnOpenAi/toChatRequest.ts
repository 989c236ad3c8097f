import type { JsonObject } from '../../openai/isJsonObject';
import { EFFORTS } from '../efforts';
import { checkFields, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readOptionalNumber, readOptionalText, readText } from '../readField';
import {
  ANTHROPIC_METADATA_FIELDS,
  ANTHROPIC_OUTPUT_CONFIG_FIELDS,
  MESSAGES_REQUEST_FIELDS,
} from './messagesRequestFields';
import { toChatMessages } from './toChatMessages';
import { toChatTools } from './toChatTools';

/**
 * A request of Anthropic's Messages API as a chat completion. Whatever cannot be said there is refused, and nothing is
 * dropped that could change the answer. A stream always reports its usage. The sizes were checked before.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field.
 */
export function toChatRequest(request: JsonObject, upstreamModel: string): JsonObject {
  checkFields(request, MESSAGES_REQUEST_FIELDS, '');
  return {
    model: upstreamModel,
    max_completion_tokens: toAnswerBound(request.max_tokens),
    messages: toChatMessages(request),
    ...toChatTools(request),
    temperature: readOptionalNumber(request.temperature, 'temperature', 1),
    top_p: readOptionalNumber(request.top_p, 'top_p', 1),
    stop: toStop(request.stop_sequences),
    user: toUser(request.metadata),
    service_tier: toServiceTier(request.service_tier),
    ...toOutputSettings(request.output_config),
    ...(request.stream === true ? { stream: true, stream_options: { include_usage: true } } : {}),
  };
}

/** Anthropic takes 0 to fill its cache and answer nothing. */
function toAnswerBound(maxTokens: unknown): number {
  if (typeof maxTokens !== 'number' || !Number.isInteger(maxTokens) || maxTokens < 1) {
    throw mustBe('max_tokens', 'a whole number from 1 for this model');
  }
  return maxTokens;
}

function toStop(value: unknown): readonly string[] | undefined {
  const sequences = readList(value, 'stop_sequences');
  if (sequences.length === 0) return undefined;
  return sequences.map((sequence, index) => readText(sequence, `stop_sequences[${index}]`));
}

function toUser(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const metadata = readObject(value, 'metadata');
  checkFields(metadata, ANTHROPIC_METADATA_FIELDS, 'metadata.');
  return readOptionalText(metadata.user_id, 'metadata.user_id');
}

function toServiceTier(tier: unknown): string | undefined {
  if (tier === undefined || tier === null || tier === 'auto') return undefined;
  if (tier === 'standard_only') return 'default';
  throw mustBe('service_tier', '"auto" or "standard_only"');
}

function toOutputSettings(value: unknown): JsonObject {
  if (value === undefined || value === null) return {};
  const config = readObject(value, 'output_config');
  checkFields(config, ANTHROPIC_OUTPUT_CONFIG_FIELDS, 'output_config.');
  const effort = config.effort ?? undefined;
  if (effort !== undefined && !EFFORTS.includes(effort)) {
    throw mustBe('output_config.effort', EFFORTS.join(', '));
  }
  return { reasoning_effort: effort, response_format: toResponseFormat(config.format) };
}

function toResponseFormat(value: unknown): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  const format = readObject(value, 'output_config.format');
  const { type, schema: described, ...rest } = format;
  if (type !== 'json_schema') {
    throw untranslatable('output_config.format.type', 'it knows no such format', '"json_schema"');
  }
  checkFields(rest, {}, 'output_config.format.');
  const schema = readObject(described, 'output_config.format.schema');
  return { type, json_schema: { name: 'answer', schema, strict: true } };
}

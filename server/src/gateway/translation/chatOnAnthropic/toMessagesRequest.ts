import type { JsonObject } from '../../openai/isJsonObject';
import { EFFORTS } from '../efforts';
import { checkFields, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readOptionalNumber, readOptionalText, readText } from '../readField';
import {
  CHAT_JSON_SCHEMA_FIELDS,
  CHAT_REQUEST_FIELDS,
  CHAT_STREAM_OPTIONS_FIELDS,
} from './chatRequestFields';
import { toAnthropicMessages } from './toAnthropicMessages';
import { toAnthropicTools } from './toAnthropicTools';

/** Anthropic wants a bound of each answer. Every model of theirs allows as much. */
export const DEFAULT_MAX_TOKENS = 4_096;

/** The model as the upstream knows it. */
export interface AnthropicModel {
  readonly upstreamModel: string;
  /** The longest answer that it can give, in tokens; null when the operator did not say. */
  readonly maxOutputTokens: number | null;
}

/**
 * A chat completion as a request of Anthropic's Messages API. Whatever cannot be said there is refused, and nothing is
 * dropped that could change the answer. The sizes were checked before.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field.
 */
export function toMessagesRequest(chat: JsonObject, model: AnthropicModel): JsonObject {
  checkFields(chat, CHAT_REQUEST_FIELDS, '');
  checkStreamOptions(chat.stream_options);
  return {
    model: model.upstreamModel,
    max_tokens: chat.max_completion_tokens ?? chat.max_tokens ?? model.maxOutputTokens ?? DEFAULT_MAX_TOKENS,
    ...toAnthropicMessages(readList(chat.messages, 'messages')),
    ...toAnthropicTools(chat),
    temperature: readOptionalNumber(chat.temperature, 'temperature', 1),
    top_p: readOptionalNumber(chat.top_p, 'top_p', 1),
    stop_sequences: toStopSequences(chat.stop),
    stream: chat.stream === true ? true : undefined,
    metadata: toMetadata(chat),
    service_tier: toServiceTier(chat.service_tier),
    thinking: chat.reasoning_effort === 'none' ? { type: 'disabled' } : undefined,
    output_config: toOutputConfig(chat),
  };
}

function checkStreamOptions(options: unknown): void {
  if (options === undefined || options === null) return;
  checkFields(readObject(options, 'stream_options'), CHAT_STREAM_OPTIONS_FIELDS, 'stream_options.');
}

function toStopSequences(stop: unknown): readonly string[] | undefined {
  if (stop === undefined || stop === null) return undefined;
  if (typeof stop === 'string') return [stop];
  return readList(stop, 'stop').map((sequence, index) => readText(sequence, `stop[${index}]`));
}

function toMetadata(chat: JsonObject): JsonObject | undefined {
  const user = readOptionalText(chat.user, 'user');
  const userId = readOptionalText(chat.safety_identifier, 'safety_identifier') ?? user;
  if (userId === undefined) return undefined;
  if (user !== undefined && user !== userId) {
    throw untranslatable('user', 'it takes one of `user` and `safety_identifier`');
  }
  return { user_id: userId };
}

function toServiceTier(tier: unknown): string | undefined {
  if (tier === undefined || tier === null || tier === 'auto') return undefined;
  if (tier === 'default') return 'standard_only';
  throw untranslatable('service_tier', 'the provider has no such tier', '"auto" or "default"');
}

function toOutputConfig(chat: JsonObject): JsonObject | undefined {
  const effort = toEffort(chat.reasoning_effort);
  const format = toFormat(chat.response_format);
  return effort === undefined && format === undefined ? undefined : { effort, format };
}

function toEffort(effort: unknown): unknown {
  if (effort === undefined || effort === null || effort === 'none') return undefined;
  if (EFFORTS.includes(effort)) return effort;
  throw mustBe('reasoning_effort', `none, ${EFFORTS.join(', ')} for this model`);
}

function toFormat(value: unknown): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  const format = readObject(value, 'response_format');
  if (format.type !== 'text' && format.type !== 'json_schema') {
    throw untranslatable('response_format.type', 'it needs a schema', '"text" or "json_schema"');
  }
  const { type, json_schema: described, ...rest } = format;
  checkFields(rest, {}, 'response_format.');
  return type === 'text' ? undefined : { type, schema: toSchema(described) };
}

function toSchema(value: unknown): JsonObject {
  const place = 'response_format.json_schema';
  const described = readObject(value, place);
  checkFields(described, CHAT_JSON_SCHEMA_FIELDS, `${place}.`);
  const schema = readObject(described.schema, `${place}.schema`);
  const description = readOptionalText(described.description, `${place}.description`);
  if (description === undefined) return schema;
  if (schema.description !== undefined) {
    throw untranslatable(`${place}.description`, 'the schema has a description of its own');
  }
  return { ...schema, description };
}

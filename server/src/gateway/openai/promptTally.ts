import { TextTally } from '../metering/textTally';
import { isJsonObject, type JsonObject } from './isJsonObject';

/** What OpenAI's chat format adds around each message, and before the answer. */
const TOKENS_AROUND_MESSAGE = 3;
const TOKENS_BEFORE_ANSWER = 3;
/** About what the newer models take for one image; its bytes say nothing about it. */
const TOKENS_PER_ATTACHMENT = 1_000;

/** All that a model has to read of a chat request, for an estimate of its input. */
export function promptTally(request: JsonObject, messages: readonly unknown[]): TextTally {
  const tally = new TextTally();
  tally.addTokens(TOKENS_AROUND_MESSAGE * messages.length + TOKENS_BEFORE_ANSWER);
  for (const message of messages) addTexts(message, tally);
  for (const part of [request.tools, request.functions, request.response_format]) {
    if (part !== undefined && part !== null) tally.add(JSON.stringify(part));
  }
  return tally;
}

/** Adds every text in a value, and about what its images, sounds and files come to. */
export function addTexts(value: unknown, tally: TextTally): void {
  if (typeof value === 'string') tally.add(value);
  else if (Array.isArray(value)) for (const item of value) addTexts(item, tally);
  else if (isJsonObject(value)) addFields(value, tally);
}

function addFields(fields: JsonObject, tally: TextTally): void {
  for (const [name, value] of Object.entries(fields)) {
    if (isAttachment(name, value)) tally.addAttachment(TOKENS_PER_ATTACHMENT);
    else addTexts(value, tally);
  }
}

const ATTACHMENTS = new Set(['image_url', 'input_audio', 'file', 'file_data', 'file_url']);

/** Anthropic's documents may be plain text, which is counted as such. */
function isAttachment(name: string, value: unknown): boolean {
  if (name === 'source') return isJsonObject(value) && value.type !== 'text' && value.type !== 'content';
  return ATTACHMENTS.has(name);
}

import type { ModelRequest } from '../protocols/clientProtocol';
import { readBody, readModelId, readStream, readWholeNumber, wrong } from '../protocols/requestFields';
import { isJsonObject, type JsonObject } from './isJsonObject';
import { promptTally } from './promptTally';

const MAX_MESSAGES = 10_000;
const MAX_CHOICES = 128;
const TOKENS_OF_LARGEST_IMAGE = 16_384;
const MAX_ANSWER_TOKENS = 1_000_000_000;

/**
 * Reads the body of a chat completion.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field and what is allowed.
 */
export function readChatRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const messages = readMessages(request.messages);
  const wantsStream = readStream(request.stream);
  const streamOptions = readStreamOptions(request.stream_options);
  const prompt = promptTally(request, messages);
  return {
    modelId,
    wantsStream,
    wantsUsage: streamOptions.include_usage === true,
    prompt,
    inputTokensAtMost: body.length + prompt.attachments * TOKENS_OF_LARGEST_IMAGE,
    outputTokensAtMost: readAnswerBound(request),
    choices: readWholeNumber(request.n, 'n', MAX_CHOICES) ?? 1,
    body: request,
  };
}

function readMessages(messages: unknown): readonly JsonObject[] {
  const allowed = `must be a list of 1 to ${MAX_MESSAGES} messages`;
  if (!Array.isArray(messages)) throw wrong('messages', allowed);
  if (messages.length === 0 || messages.length > MAX_MESSAGES) throw wrong('messages', allowed);
  const odd = messages.findIndex((message) => !isJsonObject(message));
  if (odd >= 0) throw wrong(`messages[${odd}]`, 'must be an object');
  return messages;
}

function readStreamOptions(options: unknown): JsonObject {
  if (options === undefined || options === null) return {};
  if (!isJsonObject(options)) throw wrong('stream_options', 'must be an object');
  return options;
}

/** Two names for one bound: the newer and the older. An upstream may go by either, so the larger counts. */
function readAnswerBound(request: JsonObject): number | null {
  const bounds = ['max_completion_tokens', 'max_tokens'].flatMap(
    (name) => readWholeNumber(request[name], name, MAX_ANSWER_TOKENS) ?? [],
  );
  return bounds.length > 0 ? Math.max(...bounds) : null;
}

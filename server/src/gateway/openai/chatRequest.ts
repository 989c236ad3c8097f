import { isUtf8 } from 'node:buffer';
import { INPUT_LIMITS } from '@keymeter/shared';
import { hasControlCharacters } from '../../platform/boundedText';
import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import type { TextTally } from '../metering/textTally';
import { isDeeperThan } from './isDeeperThan';
import { isJsonObject, type JsonObject } from './isJsonObject';
import { promptTally } from './promptTally';

const MAX_LEVELS = 64;
const MAX_MESSAGES = 10_000;
const MAX_CHOICES = 128;
const TOKENS_OF_LARGEST_IMAGE = 16_384;
const MAX_ANSWER_TOKENS = 1_000_000_000;

/** A chat completion that may be asked for. What is not named here goes to the upstream as the client wrote it. */
export interface ChatRequest {
  readonly modelId: string;
  readonly wantsStream: boolean;
  /** The client itself asked for the chunk with the usage at the end of the stream. */
  readonly wantsUsage: boolean;
  /** What the model has to read, for estimates. */
  readonly prompt: TextTally;
  /**
   * What the prompt may come to, in tokens: no token is shorter than a byte of the body, and what the body only points to
   * counts for a large image each.
   */
  readonly inputTokensAtMost: number;
  /** What one answer may come to, in tokens; null when the client sets no bound. */
  readonly outputTokensAtMost: number | null;
  /** How many answers are wanted. */
  readonly choices: number;
  /**
   * The body for the upstream: what was checked, written anew. So a field that stood twice stands once, and the model
   * that was permitted is the model that is asked. A stream always reports its usage.
   */
  upstreamBody(upstreamModel: string): Buffer;
}

/**
 * Reads the body of a chat completion.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field and what is allowed.
 */
export function readChatRequest(body: Buffer): ChatRequest {
  const request = readJsonObject(body);
  const modelId = readModelId(request.model);
  const messages = readMessages(request.messages);
  const wantsStream = readStream(request.stream);
  const streamOptions = readStreamOptions(request.stream_options);
  const prompt = promptTally(request, messages);
  const sentOptions = wantsStream ? { stream_options: { ...streamOptions, include_usage: true } } : {};
  return {
    modelId,
    wantsStream,
    wantsUsage: streamOptions.include_usage === true,
    prompt,
    inputTokensAtMost: body.length + prompt.attachments * TOKENS_OF_LARGEST_IMAGE,
    outputTokensAtMost: readAnswerBound(request),
    choices: readWholeNumber(request.n, 'n', MAX_CHOICES) ?? 1,
    upstreamBody: (upstreamModel) =>
      Buffer.from(JSON.stringify({ ...request, model: upstreamModel, ...sentOptions })),
  };
}

function readJsonObject(body: Buffer): JsonObject {
  if (!isUtf8(body)) throw invalidRequest('The body must be JSON in UTF-8.');
  const value = parseJson(body.toString('utf8'));
  if (!isJsonObject(value)) throw invalidRequest('The body must be an object of JSON.');
  if (isDeeperThan(value, MAX_LEVELS)) {
    throw invalidRequest(`The body may nest objects and lists ${MAX_LEVELS} levels deep.`);
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest('The body is not valid JSON.');
  }
}

function readModelId(model: unknown): string {
  if (typeof model !== 'string' || model === '') throw wrong('model', 'must be the id of a model');
  if (model.length > INPUT_LIMITS.modelIdLength) {
    throw wrong('model', `must have at most ${INPUT_LIMITS.modelIdLength} characters`);
  }
  if (hasControlCharacters(model)) throw wrong('model', 'must not have control characters');
  return model;
}

function readMessages(messages: unknown): readonly JsonObject[] {
  const allowed = `must be a list of 1 to ${MAX_MESSAGES} messages`;
  if (!Array.isArray(messages)) throw wrong('messages', allowed);
  if (messages.length === 0 || messages.length > MAX_MESSAGES) throw wrong('messages', allowed);
  const odd = messages.findIndex((message) => !isJsonObject(message));
  if (odd >= 0) throw wrong(`messages[${odd}]`, 'must be an object');
  return messages;
}

/** Null counts as absent here and below, as it does in OpenAI's own description. */
function readStream(stream: unknown): boolean {
  if (stream === undefined || stream === null) return false;
  if (typeof stream !== 'boolean') throw wrong('stream', 'must be true or false');
  return stream;
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

function readWholeNumber(value: unknown, param: string, most: number): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most) {
    throw wrong(param, `must be a whole number from 1 to ${most}`);
  }
  return value;
}

function wrong(param: string, rule: string): GatewayRefusal {
  return invalidRequest(`\`${param}\` ${rule}.`, param);
}

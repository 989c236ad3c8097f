import { isUtf8 } from 'node:buffer';
import { INPUT_LIMITS } from '@keymeter/shared';
import { hasControlCharacters } from '../../platform/boundedText';
import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import { isDeeperThan } from '../openai/isDeeperThan';
import { isJsonObject, type JsonObject } from '../openai/isJsonObject';

const MAX_LEVELS = 64;

/**
 * The body of any route: one object of JSON in UTF-8. Of a name that stands twice the last one counts.
 *
 * @throws GatewayRefusal INVALID_REQUEST, as all of these do.
 */
export function readBody(body: Buffer): JsonObject {
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

/** The model that is asked for: the one thing that decides what the key has to be allowed. */
export function readModelId(model: unknown): string {
  if (typeof model !== 'string' || model === '') throw wrong('model', 'must be the id of a model');
  if (model.length > INPUT_LIMITS.modelIdLength) {
    throw wrong('model', `must have at most ${INPUT_LIMITS.modelIdLength} characters`);
  }
  if (hasControlCharacters(model)) throw wrong('model', 'must not have control characters');
  return model;
}

/** Null counts as absent here and below, as it does in OpenAI's own description. */
export function readStream(stream: unknown): boolean {
  if (stream === undefined || stream === null) return false;
  if (typeof stream !== 'boolean') throw wrong('stream', 'must be true or false');
  return stream;
}

/** From 1; null when it is not given. */
export function readWholeNumber(value: unknown, param: string, most: number): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most) {
    throw wrong(param, `must be a whole number from 1 to ${most}`);
  }
  return value;
}

/** A field that is not what it has to be. */
export function wrong(param: string, rule: string): GatewayRefusal {
  return invalidRequest(`\`${param}\` ${rule}.`, param);
}

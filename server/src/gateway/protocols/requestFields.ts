import { isUtf8 } from 'node:buffer';
import { INPUT_LIMITS } from '@keymeter/shared';
import { hasControlCharacters } from '../../platform/boundedText';
import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import { isDeeperThan } from '../openai/isDeeperThan';
import { isJsonObject, type JsonObject } from '../openai/isJsonObject';
import { guardFields } from './guardedFields';

const MAX_LEVELS = 64;

/**
 * The body of any route: one object of JSON in UTF-8, without fields that could lead an upstream to another model. Of a
 * name that stands twice the last one counts.
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
  guardFields(value);
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

export const MAX_ANSWER_TOKENS = 1_000_000_000;
/** What the largest image comes to in tokens; its bytes say nothing about it. */
export const TOKENS_OF_LARGEST_IMAGE = 16_384;

/** @throws GatewayRefusal for what must not stand in a request at all; null counts as absent. */
export function mustBeAbsent(request: JsonObject, name: string, why: string): void {
  const value = request[name];
  if (value !== undefined && value !== null) throw wrong(name, `is not allowed: ${why}`);
}

/** @throws GatewayRefusal for a switch that must not be on. */
export function mustBeFalse(request: JsonObject, name: string, why: string): void {
  const value = request[name];
  if (value !== undefined && value !== null && value !== false) {
    throw wrong(name, `must be false or left out: ${why}`);
  }
}

/** A list of objects. */
export function readObjects(
  value: unknown,
  param: string,
  most: number,
  what: string,
): readonly JsonObject[] {
  const allowed = `must be a list of 1 to ${most} ${what}`;
  if (!Array.isArray(value) || value.length === 0 || value.length > most) throw wrong(param, allowed);
  const odd = value.findIndex((item) => !isJsonObject(item));
  if (odd >= 0) throw wrong(`${param}[${odd}]`, 'must be an object');
  return value;
}

/** An object; empty when it is absent. */
export function readOptions(value: unknown, param: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw wrong(param, 'must be an object');
  return value;
}

/** A field that is not what it has to be. */
export function wrong(param: string, rule: string): GatewayRefusal {
  return invalidRequest(`\`${param}\` ${rule}.`, param);
}

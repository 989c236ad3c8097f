import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import { isJsonObject, type JsonObject } from '../openai/isJsonObject';

/** @throws GatewayRefusal INVALID_REQUEST when it is no object. */
export function readObject(value: unknown, param: string): JsonObject {
  if (!isJsonObject(value)) throw mustBe(param, 'an object');
  return value;
}

/** None for null. @throws GatewayRefusal INVALID_REQUEST when it is no list. */
export function readList(value: unknown, param: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw mustBe(param, 'a list');
  return value;
}

/** @throws GatewayRefusal INVALID_REQUEST when it is no text. */
export function readText(value: unknown, param: string): string {
  if (typeof value !== 'string') throw mustBe(param, 'a text');
  return value;
}

/** Undefined for null. @throws GatewayRefusal INVALID_REQUEST when it is no text. */
export function readOptionalText(value: unknown, param: string): string | undefined {
  return value === undefined || value === null ? undefined : readText(value, param);
}

/** Undefined for null. @throws GatewayRefusal INVALID_REQUEST when it is neither true nor false. */
export function readOptionalBoolean(value: unknown, param: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw mustBe(param, 'true or false');
  return value;
}

/** From 0 to `most`; undefined for null. @throws GatewayRefusal INVALID_REQUEST when it is something else. */
export function readOptionalNumber(value: unknown, param: string, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || value < 0 || value > most) {
    throw mustBe(param, `a number from 0 to ${most} for this model`);
  }
  return value;
}

/** A refusal that says what is allowed. */
export function mustBe(param: string, allowed: string): GatewayRefusal {
  return invalidRequest(`\`${param}\` must be ${allowed}.`, param);
}

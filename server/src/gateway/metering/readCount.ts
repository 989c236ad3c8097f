import { isJsonObject } from '../openai/isJsonObject';

/** No call of any model comes near this: above it a report is nonsense. */
const MOST_TOKENS = 1_000_000_000;

/** A number of tokens that can be believed: whole, from 0 to a thousand million. Null for everything else. */
export function readCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_TOKENS
    ? value
    : null;
}

/** A part of a whole; 0 when it is missing, cannot be believed or is more than the whole. */
export function readPart(details: unknown, name: string, whole: number): number {
  const part = isJsonObject(details) ? readCount(details[name]) : null;
  return part !== null && part <= whole ? part : 0;
}

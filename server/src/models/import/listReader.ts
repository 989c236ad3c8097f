import { INPUT_LIMITS } from '@keymeter/shared';
import type { CatalogueModel } from '../catalogueModel';
import { ExactNumber, shiftDecimal } from './exactJson';

/** An entry that is no mistake, but nothing that the catalogue has a place for. */
export interface LeftOut {
  readonly place: string;
  readonly reason: string;
}

/** A list of models as it was read. Places are written as in JavaScript: `openai.models["gpt-4o"].cost.input`. */
export interface ModelList {
  readonly models: readonly CatalogueModel[];
  readonly leftOut: readonly LeftOut[];
}

/** Collects mistakes, so that all of them can be told at once. */
export class Mistakes {
  readonly lines: string[] = [];

  add(place: string, problem: string): void {
    this.lines.push(`${place}: ${problem}`);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** The place of a field, whatever its name holds. */
export function placeIn(parent: string, name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return parent === '' ? name : `${parent}.${name}`;
  return `${parent}[${JSON.stringify(name.slice(0, 100))}]`;
}

/** Reads the fields of one entry. What is absent or null is null; what is wrong is a mistake, and null. */
export class EntryReader {
  constructor(
    private readonly entry: JsonObject,
    readonly place: string,
    private readonly mistakes: Mistakes,
  ) {}

  text(name: string): string | null {
    const value = this.entry[name] ?? null;
    if (value === null || (typeof value === 'string' && isFit(value))) return value;
    return this.wrong(name, `has to be a text of 1 to ${INPUT_LIMITS.modelIdLength} printable characters`);
  }

  /** @param places by which the point moves to the right, to make it a price for a million tokens. */
  price(name: string, places: number): string | null {
    const value = this.entry[name] ?? null;
    if (value === null) return null;
    const number = typeof value === 'string' ? new ExactNumber(value) : value;
    const price = number instanceof ExactNumber ? shiftDecimal(number, places) : null;
    return price ?? this.wrong(name, 'has to be a price: a number from 0 on');
  }

  count(name: string): number | null {
    const value = this.entry[name] ?? null;
    if (value === null) return null;
    const count = value instanceof ExactNumber ? Number(value.text) : Number.NaN;
    if (Number.isInteger(count) && count >= 0 && count <= 2_147_483_647) return count;
    return this.wrong(name, 'has to be a whole number from 0 to 2147483647');
  }

  wrong(name: string, problem: string): null {
    this.mistakes.add(placeIn(this.place, name), problem);
    return null;
  }
}

/** A text that the catalogue can hold. */
export function isFit(text: string): boolean {
  return text.trim() !== '' && text.length <= INPUT_LIMITS.modelIdLength && !/\p{C}/u.test(text);
}

import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/**
 * A text that must not be shown. Printing, joining, serialising or logging it gives `[redacted]`;
 * only `reveal()` gives the text itself, so that every use can be found by that word.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Hand it to what needs it and to nothing else. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

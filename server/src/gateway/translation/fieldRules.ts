import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import type { JsonObject } from '../openai/isJsonObject';

/** What becomes of one field of a request that is translated. The texts are what docs/translation.md says of it. */
export type FieldRule =
  | { readonly how: 'TRANSLATED'; readonly becomes: string }
  /** It changes neither the answer nor what the client may rely on. */
  | { readonly how: 'IGNORED'; readonly because: string }
  | { readonly how: 'REFUSED'; readonly because: string; readonly unless: NeutralValue | null };

/** A value that asks for nothing, so that it may be left out. */
export interface NeutralValue {
  readonly allowed: string;
  readonly isAllowed: (value: unknown) => boolean;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

export function translated(becomes: string): FieldRule {
  return { how: 'TRANSLATED', becomes };
}

export function ignored(because: string): FieldRule {
  return { how: 'IGNORED', because };
}

export function refused(because: string, unless: NeutralValue | null = null): FieldRule {
  return { how: 'REFUSED', because, unless };
}

/** Nothing but one of these plain values. */
export function only(...values: readonly (string | number | boolean)[]): NeutralValue {
  return {
    allowed: values.map((value) => JSON.stringify(value)).join(' or '),
    isAllowed: (value) => values.some((allowed) => allowed === value),
  };
}

/** A list or an object without anything in it. */
export const EMPTY: NeutralValue = {
  allowed: 'empty',
  isAllowed: (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0,
};

/**
 * Checks that nothing in the object would get lost. Null counts as absent.
 *
 * @param place the object's own name with a dot behind it, such as `messages[0].`; empty for the request itself.
 * @throws GatewayRefusal INVALID_REQUEST naming the first field that cannot be translated.
 */
export function checkFields(object: JsonObject, rules: FieldRules, place: string): void {
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw untranslatable(place + name, 'it is not known');
    if (rule.how === 'REFUSED' && !rule.unless?.isAllowed(value)) {
      throw untranslatable(place + name, rule.because, rule.unless?.allowed);
    }
  }
}

/** Says that a field has no counterpart in the protocol of the model's provider. */
export function untranslatable(param: string, because: string, allowed?: string): GatewayRefusal {
  const wayOut = allowed === undefined ? 'Leave it out' : `Leave it out or let it be ${allowed}`;
  return invalidRequest(
    `\`${param.slice(0, 200)}\` cannot be passed on to the provider of this model: ${because}. ${wayOut}.`,
    param.slice(0, 200),
  );
}

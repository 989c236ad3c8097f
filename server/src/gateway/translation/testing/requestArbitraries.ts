import fc from 'fast-check';
import type { JsonObject } from '../../openai/isJsonObject';

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const input = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
const data = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const imageAddress = fc.oneof(
  fc.constant('https://example.com/a.png'),
  fc
    .tuple(fc.constantFrom('image/png', 'image/jpeg', 'image/webp', 'image/gif'), data)
    .map(([type, bytes]) => `data:${type};base64,${bytes}`),
);

/** One round of calls with its results: what the model wanted to know, and what it was told. */
const round = fc.record({
  said: fc.option(text, { nil: null }),
  calls: fc.array(fc.record({ name, input, result: fc.string({ maxLength: 10 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

const tools = fc.uniqueArray(
  fc.record({ name, description: text, schema: input.map((properties) => ({ type: 'object', properties })) }),
  { minLength: 1, maxLength: 3, selector: (tool) => tool.name },
);

/** A conversation without the words of either protocol. */
export interface Conversation {
  readonly system: string | null;
  readonly turns: readonly (
    | {
        readonly kind: 'USER';
        readonly parts: readonly { readonly image: boolean; readonly value: string }[];
      }
    | { readonly kind: 'SAID'; readonly text: string }
    | {
        readonly kind: 'ROUND';
        readonly said: string | null;
        readonly calls: readonly {
          readonly name: string;
          readonly input: JsonObject;
          readonly result: string;
        }[];
      }
  )[];
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly schema: JsonObject;
  }[];
  readonly temperature: number;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  readonly user: string;
}

const userTurn = fc.record({
  kind: fc.constant('USER' as const),
  parts: fc.array(
    fc.oneof(
      fc.record({ image: fc.constant(false), value: text }),
      fc.record({ image: fc.constant(true), value: imageAddress }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
});
const anyTurn = fc.oneof(
  userTurn,
  fc.record({ kind: fc.constant('SAID' as const), text }),
  round.map((one) => ({ kind: 'ROUND' as const, ...one })),
);

/** Ends with words of the user: what the model has begun cannot be gone on with everywhere. */
export const conversation: fc.Arbitrary<Conversation> = fc.record({
  system: fc.option(text, { nil: null }),
  turns: fc.tuple(fc.array(anyTurn, { maxLength: 5 }), userTurn).map(([turns, last]) => [...turns, last]),
  tools,
  temperature: fc.double({ min: 0, max: 1, noNaN: true }),
  maxTokens: fc.integer({ min: 1, max: 100_000 }),
  stop: fc.array(text, { minLength: 1, maxLength: 4 }),
  user: text,
});

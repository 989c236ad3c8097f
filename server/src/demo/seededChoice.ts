/** Picks that look random and are always the same for the same seed. */
export interface SeededChoice {
  one(choices: readonly string[]): string;
  /** Different ones, in a shuffled order; all of them when there are not more. */
  some(choices: readonly string[], count: number): string[];
}

export function seededChoice(seed: string): SeededChoice {
  const next = numbersFrom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    one: (choices) => choices[below(choices.length)] ?? '',
    some(choices, count) {
      const left = [...choices];
      const picked: string[] = [];
      while (left.length > 0 && picked.length < count) picked.push(...left.splice(below(left.length), 1));
      return picked;
    },
  };
}

/** Mulberry32, started by the FNV-1a hash of the seed: numbers from 0 to below 1. */
function numbersFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at += 1) {
    state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The one function that is used of gpt-tokenizer, with o200k_base: the vocabulary of OpenAI's newer models. */
type CountTokens = (text: string, options: { disallowedSpecial: Set<string> }) => number;

/** Above this many bytes of UTF-8 the count is the bytes divided by 4. */
export const MAX_COUNTED_BYTES = 262_144;
export const BYTES_PER_TOKEN = 4;

/**
 * The tokenizer's time grows with the square of one unbroken run of letters: 256 KiB of one letter take 40 seconds.
 * Cut into pieces of this length they take some milliseconds, and a count is wrong by one token a piece at most.
 */
const LONGEST_RUN = 128;
/** `<|endoftext|>` in a text is text here, not an order and not an error. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

let loading: Promise<CountTokens> | null = null;

/** Loads the vocabulary, which blocks for about 150 ms: to be called at the start, before the first request. */
export async function preloadTokenizer(): Promise<void> {
  await loadTokenizer();
}

/** How many tokens the text has. Exact up to MAX_COUNTED_BYTES but for absurdly long words; never slow. */
export async function countTokens(text: string): Promise<number> {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_COUNTED_BYTES) return Math.ceil(bytes / BYTES_PER_TOKEN);
  const count = await loadTokenizer();
  let tokens = 0;
  for (const piece of withoutLongRuns(text)) tokens += count(piece, AS_TEXT);
  return tokens;
}

function loadTokenizer(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then((encoding) => {
    // What was counted once is remembered by the package; prompts should not stay in memory for long.
    encoding.setMergeCacheSize(10_000);
    return encoding.countTokens;
  });
  return loading;
}

/** The text in pieces, cut only where a run of one kind of characters is longer than LONGEST_RUN. */
export function withoutLongRuns(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  let runLength = 0;
  let runKind: CharacterKind = 'OTHER';
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at));
    // Characters beyond ASCII may stand in any run, so they never end one.
    if (kind !== 'OTHER' && kind !== runKind) {
      runKind = kind;
      runLength = 0;
    }
    runLength += 1;
    if (runLength > LONGEST_RUN && !isLowSurrogate(text.charCodeAt(at))) {
      pieces.push(text.slice(start, at));
      start = at;
      runLength = 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

type CharacterKind = 'LETTER' | 'DIGIT' | 'SPACE' | 'SIGN' | 'OTHER';

function kindOf(code: number): CharacterKind {
  if (code > 127) return 'OTHER';
  if (code <= 32) return 'SPACE';
  if (code >= 48 && code <= 57) return 'DIGIT';
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? 'LETTER' : 'SIGN';
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

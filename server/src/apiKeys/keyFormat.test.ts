import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { looksLikeAccessToken, makeAccessTokenSecret } from '../accessTokens/accessTokenSecret';
import { checksumOf } from '../platform/secretFormat';
import { looksLikeApiKey, makeApiKeySecret } from './apiKeySecret';

const PAGE = readFileSync(path.resolve(__dirname, '../../../docs/key-format.md'), 'utf8');
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The verifiers of the page, each with what runs it. Without Python on this machine there is one. */
const VERIFIERS: readonly Verifier[] = [
  { language: 'js', command: process.execPath, options: [], file: 'verify-key.mjs' },
  // -I -S: no installed package can be imported, only what comes with the language.
  ...(runs('python3')
    ? [{ language: 'python', command: 'python3', options: ['-I', '-S'], file: 'verify_key.py' }]
    : []),
];

interface Verifier {
  readonly language: string;
  readonly command: string;
  readonly options: readonly string[];
  readonly file: string;
}

describe('the page on the format of keys', () => {
  it('gives checksums that the server agrees with', () => {
    const rows = [...PAGE.matchAll(/^\| `([0-9A-Za-z]{43})` \| `([0-9a-f]{8})` \| `([0-9A-Za-z]{6})` \|$/gm)];

    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.map(([, random = '']) => [crcHex(random), checksumOf(random)])).toEqual(
      rows.map(([, , crc, checksum]) => [crc, checksum]),
    );
  });

  it('gives the length that keys and tokens have', () => {
    expect(PAGE).toContain(
      `An API key of the brand \`aim\` has ${makeApiKeySecret('aim').length} characters`,
    );
    expect(PAGE).toContain(`an access token ${makeAccessTokenSecret('aim').length}.`);
  });

  it('draws the form to scale', () => {
    const [, random = '', checksum = ''] = /^ {2}aim _ sk _ (R+) (C+)$/m.exec(PAGE) ?? [];

    expect(`aim_sk_${random}${checksum}`).toHaveLength(makeApiKeySecret('aim').length);
    expect(checksum).toHaveLength(6);
  });

  it('shows no credential that could be one', () => {
    const words = PAGE.match(/[0-9A-Za-z_]+/g) ?? [];

    expect(words.length).toBeGreaterThan(500);
    expect(words.filter(isCredential)).toEqual([]);
  });
});

describe.each(VERIFIERS)('the $language verifier of the page', (verifier) => {
  it('accepts every key and every access token that the server makes', () => {
    const secrets = Array.from({ length: 500 }, () => [
      makeApiKeySecret('aim'),
      makeAccessTokenSecret('aim'),
    ]);

    const verdicts = verdictsOf(verifier, secrets.flat());

    expect(new Set(verdicts)).toEqual(new Set(['well-formed']));
  });

  it('refuses every change of a single character, and every swap of two neighbours', () => {
    const secrets = [makeApiKeySecret('aim'), makeAccessTokenSecret('aim')];
    const wrong = secrets.flatMap((secret) => [...edits(secret), ...swaps(secret)]);

    const verdicts = verdictsOf(verifier, wrong);

    expect(wrong.length).toBeGreaterThan(2 * 56 * 61);
    expect(wrong.filter((_secret, at) => verdicts[at] !== 'malformed')).toEqual([]);
  });

  it.each([
    ['another brand', 'xyz_sk_'],
    ['another type', 'aim_rk_'],
    ['capitals in the prefix', 'AIM_SK_'],
    ['text before it', ' aim_sk_'],
  ])('refuses %s', (_case, prefix) => {
    const body = makeApiKeySecret('aim').slice('aim_sk_'.length);

    expect(verdictsOf(verifier, [`${prefix}${body}`, `aim_sk_${body}`])).toEqual([
      'malformed',
      'well-formed',
    ]);
  });

  it.each([
    ['nothing', () => ''],
    ['a character less', (secret: string) => secret.slice(0, -1)],
    ['a character more', (secret: string) => `${secret}0`],
    ['a blank behind it', (secret: string) => `${secret} `],
    ['a letter of another alphabet', (secret: string) => `${secret.slice(0, -1)}\u0430`],
  ])('refuses %s', (_case, change) => {
    expect(verdictsOf(verifier, [change(makeApiKeySecret('aim'))])).toEqual(['malformed']);
  });

  it('never repeats what it reads', () => {
    const secret = makeApiKeySecret('aim');

    const verdicts = verdictsOf(verifier, [secret, `${secret}0`]);

    expect(verdicts.join('\n')).not.toContain(secret.slice(7, 20));
  });
});

/** One answer for each line of input. */
function verdictsOf(verifier: Verifier, secrets: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'key-format-'));
  try {
    const program = path.join(folder, verifier.file);
    writeFileSync(program, codeBlock(verifier.language));
    const { stdout, stderr, status } = spawnSync(verifier.command, [...verifier.options, program], {
      input: secrets.map((secret) => `${secret}\n`).join(''),
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const verdicts = stdout.split(/\r?\n/).slice(0, -1);
    expect(verdicts).toHaveLength(secrets.length);
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one block of this language on the page. */
function codeBlock(language: string): string {
  const blocks = PAGE.split('```').filter((block) => block.startsWith(`${language}\n`));
  const [block = ''] = blocks;
  if (blocks.length !== 1) throw new Error(`There are ${blocks.length} blocks of ${language} on the page.`);
  return block.slice(language.length + 1);
}

function edits(secret: string): string[] {
  return [...secret].flatMap((old, at) =>
    [...ALPHABET].filter((c) => c !== old).map((c) => secret.slice(0, at) + c + secret.slice(at + 1)),
  );
}

/** The random part ends 6 characters before the secret does. */
function swaps(secret: string): string[] {
  const starts = Array.from({ length: 42 }, (_, i) => secret.length - 49 + i);
  return starts
    .map((at) => secret.slice(0, at) + secret.charAt(at + 1) + secret.charAt(at) + secret.slice(at + 2))
    .filter((swapped) => swapped !== secret);
}

function isCredential(word: string): boolean {
  return looksLikeApiKey(word, 'aim') || looksLikeAccessToken(word, 'aim');
}

function crcHex(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

function runs(command: string): boolean {
  return spawnSync(command, ['--version'], { timeout: 15_000 }).status === 0;
}

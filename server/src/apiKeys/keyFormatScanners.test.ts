import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { RE2JS } from 're2js';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeAccessTokenSecret } from '../accessTokens/accessTokenSecret';
import { makeApiKeySecret } from './apiKeySecret';

const PROJECT = path.resolve(__dirname, '../../..');
const KEYS_PER_CONTEXT = 1000;

/** A rule as both tools know it: a text without any keyword is not looked at, a find too regular is dropped. */
interface Rule {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly pattern: string;
  readonly leastEntropy: number;
}

/** A custom detector, and of it only the fields that all releases of the tool know. */
const TrufflehogFile = z.strictObject({
  detectors: z.array(
    z.strictObject({
      name: z.string().min(1),
      keywords: z.array(z.string().min(1)).min(1),
      regex: z.record(z.string(), z.string()),
      entropy: z.number(),
    }),
  ),
});

const SCANNERS = [
  { tool: 'gitleaks', file: 'docs/scanners/gitleaks.toml', read: readGitleaks },
  { tool: 'trufflehog', file: 'docs/scanners/trufflehog.yaml', read: readTrufflehog },
];

/** Where keys leak. The text around them is what makes each hard: letters, digits or `_` may stand right beside. */
const CONTEXTS: readonly [string, (secret: string) => string][] = [
  [
    'an env file',
    (s) => `# gateway\nOPENAI_BASE_URL=http://localhost:4000/v1\nOPENAI_API_KEY=${s}\nDEBUG=0\n`,
  ],
  ['JSON', (s) => JSON.stringify({ model: 'demo', note: `the key:\n${s}\tis mine`, n: 1 })],
  ['YAML', (s) => `gateway:\n  apiKey: ${s} # production\n  retries: 3\n`],
  ['a JavaScript string', (s) => `const client = new OpenAI({ apiKey: '${s}', maxRetries: 2 });`],
  ['Python', (s) => `client = OpenAI(api_key="${s}")  # noqa\n`],
  ['the query of a URL', (s) => `https://x.test/go?next=%2Fv1%2Fmodels%3Fapi_key%3D${s}&lang=vi`],
  ['a log line', (s) => `2026-05-01T10:00:00Z warn 401 authorization=[Bearer ${s}] ip=10.0.0.5`],
  ['a Markdown table', (s) => `| Name | Key |\n|---|---|\n| laptop | _${s}_ |\n`],
  [
    'a shell export',
    (s) => `export OPENAI_API_KEY=${s};curl -H "x-api-key: $OPENAI_API_KEY" localhost:4000\n`,
  ],
  ['an HTML attribute', (s) => `<div id=app data-api-key=${s}><script src=/a.js></script></div>`],
  [
    'a minified blob',
    (s) => `${'a0Zz9_$='.repeat(200)}t="x",k="${s}",r=function(e){return e}${'x1_'.repeat(300)}`,
  ],
];

describe.each(SCANNERS)('the published rules for $tool', ({ file, read }) => {
  const text = readFileSync(path.join(PROJECT, file), 'utf8');
  const rules = read(text);

  it.each(CONTEXTS)(
    'find every API key and every access token in %s, and exactly these',
    (_context, write) => {
      const scan = scannerOf(rules);
      const secrets = generated('aim');

      const missed = secrets.filter((secret) => scan(write(secret)).join() !== secret);

      expect(missed).toEqual([]);
    },
  );

  it('find both of two keys with nothing between them', () => {
    const secrets = [makeApiKeySecret('aim'), makeApiKeySecret('aim')];

    expect(scannerOf(rules)(secrets.join(''))).toEqual(secrets);
  });

  it('tell API keys from access tokens', () => {
    const finders = (secret: string) =>
      rules.filter((rule) => scannerOf([rule])(secret).length > 0).map(({ name }) => name);

    const [forKeys, forTokens] = [finders(makeApiKeySecret('aim')), finders(makeAccessTokenSecret('aim'))];

    expect([forKeys.length, forTokens.length]).toEqual([1, 1]);
    expect(forKeys).not.toEqual(forTokens);
  });

  it('find nothing in the files of this project', () => {
    const scan = scannerOf(rules);
    const files = projectFiles();

    const hits = files.filter((name) => scan(textOf(name)).length > 0);

    expect(files).toEqual(expect.arrayContaining(['package.json', 'docs/key-format.md', file]));
    expect(hits).toEqual([]);
  });

  it.each([
    ['a key cut short', (s: string) => s.slice(0, -1)],
    ['a key with its middle left out', (s: string) => `${s.slice(0, 12)}…${s.slice(-4)}`],
    ['a masked key', (s: string) => s.slice(0, 7) + '*'.repeat(49)],
    ['a checksum that no CRC32 has', (s: string) => `${s.slice(0, -6)}5${s.slice(-5)}`],
    ['a row of one character', () => `aim_sk_${'0'.repeat(49)}`],
    ['a placeholder', () => `aim_sk_${'your-key-here-'.repeat(4)}`],
    ['capitals in the prefix', (s: string) => s.replace('aim_sk_', 'AIM_SK_')],
    ['a key of another kind of service', (s: string) => s.replace('aim_sk_', 'ghp_')],
  ])('do not take %s for a key', (_case, change) => {
    expect(scannerOf(rules)(`key=${change(makeApiKeySecret('aim'))} `)).toEqual([]);
  });

  it('find the keys of another brand after the change that the file names', () => {
    const [, from = '', to = ''] = /^# +sed 's\/([a-z_]+)\/([a-z_]+)\/g' docs\/scanners\//m.exec(text) ?? [];
    const scan = scannerOf(read(text.replaceAll(from, to)));

    expect([from, to]).toEqual(['aim_', 'acme_']);
    expect(generated('acme').filter((secret) => scan(`key: ${secret}`).join() !== secret)).toEqual([]);
    expect(scan(`key: ${makeApiKeySecret('aim')}`)).toEqual([]);
  });

  it('use the patterns that the page on the format names', () => {
    const page = readFileSync(path.join(PROJECT, 'docs/key-format.md'), 'utf8');

    const named = [...page.matchAll(/^\| [^|]+ \| `(aim_(?:sk|pat)_\[[^`]+)` \|$/gm)].map(([, form]) => form);

    expect(named).toEqual(rules.map(({ pattern }) => pattern));
  });
});

/** What the tools do with a text: keywords whatever their case, then the pattern, then entropy. */
function scannerOf(rules: readonly Rule[]): (text: string) => string[] {
  const compiled = rules.map((rule) => ({ ...rule, pattern: RE2JS.compile(rule.pattern) }));
  return (text) => {
    const lowerCase = text.toLowerCase();
    return compiled
      .filter(({ keywords }) => keywords.some((keyword) => lowerCase.includes(keyword.toLowerCase())))
      .flatMap(({ pattern, leastEntropy }) =>
        matchesOf(pattern, text).filter((found) => entropyOf(found) > leastEntropy),
      );
  };
}

function matchesOf(pattern: RE2JS, text: string): string[] {
  const matcher = pattern.matcher(text);
  const matches: string[] = [];
  while (matcher.find()) matches.push(matcher.group() ?? '');
  return matches;
}

/** Shannon's, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

/** Reads no TOML but that of the file: a line a value. What is not written like that is an error. */
function readGitleaks(text: string): Rule[] {
  const [, ...blocks] = text.split('[[rules]]\n');
  return blocks.map((block) => {
    const lines =
      /^id = "([a-z-]+)"\ndescription = "[^"\n]+"\nregex = '''([^'\n]+)'''\nentropy = ([0-9.]+)\nkeywords = \["([a-z_]+)"\]\n+$/;
    const [, name, pattern, entropy, keyword] = lines.exec(block) ?? [];
    if (!name || !pattern || !entropy || !keyword) throw new Error(`This rule cannot be read: ${block}`);
    return { name, pattern, leastEntropy: Number(entropy), keywords: [keyword] };
  });
}

function readTrufflehog(text: string): Rule[] {
  return TrufflehogFile.parse(parse(text)).detectors.map(({ name, keywords, regex, entropy }) => {
    // With several, each of them would have to match.
    const [pattern, ...others] = Object.values(regex);
    if (!pattern || others.length > 0) throw new Error(`${name} needs exactly one pattern.`);
    return { name, keywords, pattern, leastEntropy: entropy };
  });
}

function generated(brand: string): string[] {
  return Array.from({ length: KEYS_PER_CONTEXT }, () => [
    makeApiKeySecret(brand),
    makeAccessTokenSecret(brand),
  ]).flat();
}

/** What git has or would add, so that a key is noticed before it is committed; without git, the folders of sources. */
function projectFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
    timeout: 15_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return git.status === 0 ? git.stdout.split('\0').filter(Boolean) : sourceFiles();
}

function sourceFiles(): string[] {
  // Not every file of the top folder: a local configuration may rightly hold a key.
  const folders = ['docs', 'scripts', 'server/src', 'client/src', 'client/e2e', 'shared/src'];
  const below = folders.flatMap((folder) =>
    readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name),
    ),
  );
  return [...readdirSync(PROJECT).filter((name) => /\.(md|json|ts|cjs)$/.test(name)), ...below];
}

/** Empty for a folder, for a file that is gone and for a binary, which has a zero byte near its start. */
function textOf(name: string): string {
  const file = path.join(PROJECT, name);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return '';
  const bytes = readFileSync(file);
  return bytes.subarray(0, 8000).includes(0) ? '' : bytes.toString('utf8');
}

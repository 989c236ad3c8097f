import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from './running/rootFolder.mjs';
import { scratchFolder } from './testing/scratchFolder.mjs';

const folder = scratchFolder();

/** What the linter says of a text as if it stood in this file of the project. */
function lint(file, text) {
  cpSync(path.join(ROOT_FOLDER, 'biome.json'), folder.path('biome.json'));
  folder.write({ [file]: text });
  const biome = path.join(ROOT_FOLDER, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--error-on-warnings', '--colors=off'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder.path(),
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { status, said: stdout + stderr };
}

const SOURCE = 'server/src/models/example.ts';
const TEST = 'server/src/models/example.test.ts';
const test = (call) => `describe('a', () => { ${call}('b', () => { expect(1).toBe(1); }); });\n`;
const parameters = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: string`).join(', ');

describe('the linter', () => {
  it.each([
    ['a test that runs alone', TEST, test('it.only'), 'noFocusedTests'],
    ['a group that runs alone', TEST, test('it').replace('describe', 'describe.only'), 'noFocusedTests'],
    ['a test that is left out', TEST, test('it.skip'), 'noSkippedTests'],
    ['a test that expects nothing', TEST, "it('a', () => { Math.random(); });\n", 'useExpect'],
    ['any', SOURCE, 'export const a = (b: any) => b;\n', 'noExplicitAny'],
    [
      'a non-null assertion',
      SOURCE,
      'export const a = (b: string | null) => b!.length;\n',
      'noNonNullAssertion',
    ],
    ['a default export', SOURCE, 'export default 1;\n', 'noDefaultExport'],
    ['the console', SOURCE, 'export const a = () => console.log(1);\n', 'noConsole'],
    ['the environment', SOURCE, 'export const a = process.env.HOME;\n', 'noProcessEnv'],
    [
      'a promise that nobody waits for',
      SOURCE,
      'async function a() { return 1; }\nexport function b() { a(); }\n',
      'noFloatingPromises',
    ],
    ['a barrel', SOURCE, "export * from './other';\n", 'noReExportAll'],
    [
      'too many parameters',
      SOURCE,
      `export function f(${parameters}) { return a + b + c + d + e; }\n`,
      'useMaxParams',
    ],
    [
      'too long a file',
      SOURCE,
      `let a = 1;\n${'a += 1;\n'.repeat(300)}export const b = a;\n`,
      'noExcessiveLinesPerFile',
    ],
    [
      'too long a function',
      SOURCE,
      `export function f() {\n${'  Math.random();\n'.repeat(61)}}\n`,
      'noExcessiveLinesPerFunction',
    ],
  ])('refuses %s', (_what, file, text, rule) => {
    const { status, said } = lint(file, text);

    expect(said).toContain(`/${rule} `);
    expect(status).toBe(1);
  });

  it.each([
    ['code', SOURCE, 'export const a = (b: string) => b.length;\n'],
    ['tests', TEST, test('it')],
  ])('lets right %s pass', (_what, file, text) => {
    expect(lint(file, text)).toMatchObject({ status: 0, said: expect.stringContaining('Checked 2 files') });
  });
});

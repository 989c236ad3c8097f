import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT_FOLDER } from './configFile';
import { type InstallationSecrets, installationSecrets } from './generatedSecrets';
import { configOf } from './testing/configOf';

const LONG = 'x'.repeat(32);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keymeter-secrets-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function revealed({ keyPeppers, sessionSecret }: InstallationSecrets): string[] {
  return [...keyPeppers.map((pepper) => pepper.reveal()), sessionSecret.reveal()];
}

describe('the secrets of an installation on the embedded database', () => {
  it('are made once and stay the same', async () => {
    const config = configOf({ DATA_DIR: path.join(folder, 'new', 'data') });

    const first = revealed(await installationSecrets(config));
    const second = revealed(await installationSecrets(config));

    expect(new Set(first).size).toBe(2);
    expect(first.every((secret) => secret.length >= 43)).toBe(true);
    expect(second).toEqual(first);
  });

  it('can be read by their owner only, also when the file was opened to others', async () => {
    const config = configOf({ DATA_DIR: folder });
    const file = path.join(folder, 'secrets.json');
    const modeOf = () => statSync(file).mode & 0o777;

    await installationSecrets(config);
    const made = modeOf();
    chmodSync(file, 0o644);
    await installationSecrets(config);

    expect([made, modeOf()]).toEqual([0o600, 0o600]);
  });

  it('are the same for calls at the same time, with nothing left beside', async () => {
    const config = configOf({ DATA_DIR: folder });

    const all = await Promise.all(Array.from({ length: 20 }, () => installationSecrets(config)));

    expect(new Set(all.map((secrets) => revealed(secrets).join())).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('are those of another process that made them a moment before', async () => {
    const config = configOf({ DATA_DIR: folder });
    const first = revealed(await installationSecrets(config));
    const notYetThere = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    jest.spyOn(files, 'readFile').mockRejectedValueOnce(notYetThere);

    const second = revealed(await installationSecrets(config));

    expect(second).toEqual(first);
  });

  it('are never open to others, not even while they are written', async () => {
    const modes: number[] = [];
    const { link } = files;
    jest.spyOn(files, 'link').mockImplementationOnce(async (from, to) => {
      modes.push(statSync(from).mode & 0o777);
      await link(from, to);
    });

    await installationSecrets(configOf({ DATA_DIR: folder }));

    expect(modes).toEqual([0o600]);
  });

  it('are the same for processes that start together', async () => {
    const script = `
      const { installationSecrets } = require('./server/src/platform/generatedSecrets.ts');
      const { readConfig } = require('./server/src/platform/config.ts');
      const config = readConfig({ DATA_DIR: ${JSON.stringify(folder)} }, () => '');
      installationSecrets(config).then(({ keyPeppers, sessionSecret }) =>
        process.stdout.write(keyPeppers[0].reveal() + sessionSecret.reveal()));`;
    const args = ['-r', './scripts/swc-register.cjs', '-e', script];
    const start = () => promisify(execFile)(process.execPath, args, { cwd: ROOT_FOLDER, timeout: 15_000 });

    const outputs = await Promise.all([start(), start(), start()]);

    expect(outputs[0]?.stdout).toMatch(/^.{86,}$/);
    expect(new Set(outputs.map(({ stdout }) => stdout)).size).toBe(1);
  });

  it('give way to those that the configuration names', async () => {
    const config = configOf({ DATA_DIR: folder, KEY_PEPPER: LONG });

    const [pepper, session] = revealed(await installationSecrets(config));

    expect(pepper).toBe(LONG);
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).toContain(session);
  });

  it.each([
    ['cut off', '{"keyPepper":"canary-'],
    ['empty', ''],
    ['incomplete', `{"keyPepper":"canary-${LONG}"}`],
  ])('are never replaced when their file is %s, nor shown', async (_case, text) => {
    writeFileSync(path.join(folder, 'secrets.json'), text);

    const failure = await installationSecrets(configOf({ DATA_DIR: folder })).catch(
      (error: unknown) => error,
    );

    expect(String(failure)).toContain('is damaged');
    expect(String(failure)).not.toContain('canary');
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).toBe(text);
  });
});

describe('the secrets of an installation on its own database', () => {
  it('are those of the configuration, and nothing is written', async () => {
    const config = configOf({
      DATA_DIR: folder,
      DATABASE_URL: 'postgres://db/k',
      KEY_PEPPER: LONG,
      SESSION_SECRET: 'y'.repeat(32),
    });

    expect(revealed(await installationSecrets(config))).toEqual([LONG, 'y'.repeat(32)]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

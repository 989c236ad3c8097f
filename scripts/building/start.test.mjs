import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';
import { scratchFolder } from '../testing/scratchFolder.mjs';

const folder = scratchFolder();

/** A small project with the same scripts, whose parts are built by copying. */
beforeEach(() => {
  cpSync(path.join(ROOT_FOLDER, 'scripts'), folder.path('scripts'), { recursive: true });
  const part = (name) =>
    JSON.stringify({
      name: `@keymeter/${name}`,
      version: '1.0.0',
      scripts: { build: 'mkdir -p dist && cp src/* dist' },
    });
  folder.write({
    'package.json': JSON.stringify({
      name: 'project',
      private: true,
      workspaces: ['shared', 'server', 'client'],
    }),
    'node_modules/@swc/core/package.json': '{}',
    'shared/package.json': part('shared'),
    'server/package.json': part('server'),
    'client/package.json': part('client'),
    'shared/src/index.js': '',
    'server/src/main.js':
      'console.log("started", process.env.NODE_ENV, process.env.FROM_FILE); process.exit(4)',
    'client/src/main.js': '',
  });
});

function npmStart(...args) {
  const env = { ...process.env };
  delete env.NODE_ENV;
  const started = spawnSync(process.execPath, [folder.path('scripts/start.mjs'), ...args], {
    env,
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { code: started.status, out: started.stdout.replace(/ +\d+\.\d s/g, ' TIME'), err: started.stderr };
}

describe('npm start', () => {
  it('builds each part in one line, then runs the server and gives its exit code', () => {
    const { code, out, err } = npmStart();

    expect(out).toBe('  ✓ shared TIME\n  ✓ server TIME\n  ✓ dashboard TIME\nstarted production undefined\n');
    expect([code, err]).toEqual([4, '']);
  });

  it('builds only what has changed since, in sources or in results', () => {
    npmStart('--build-only');

    const second = npmStart('--build-only');
    folder.write({ 'server/src/added.js': '', 'client/dist/main.js': 'of another build' });
    const third = npmStart('--build-only');

    expect(second.out.match(/unchanged/g)).toHaveLength(3);
    expect(third.out).toMatch(/✓ shared +unchanged\n {2}✓ server TIME\n {2}✓ dashboard TIME\n$/);
    expect(readFileSync(folder.path('client/dist/main.js'), 'utf8')).toBe('');
  });

  it('leaves nothing of a removed source in the result', () => {
    folder.write({ 'server/src/old.js': '' });
    npmStart('--build-only');
    rmSync(folder.path('server/src/old.js'));

    npmStart('--build-only');

    expect(existsSync(folder.path('server/dist/old.js'))).toBe(false);
  });

  it('shows what a tool has said when it fails, builds nothing more and starts nothing', () => {
    const broken = JSON.stringify({
      name: '@keymeter/server',
      version: '1.0.0',
      scripts: { build: 'echo broken here && exit 2' },
    });
    folder.write({ 'server/package.json': broken });

    const { code, out } = npmStart();

    expect(code).toBe(1);
    expect(out).toContain('✗ server');
    expect(out).toContain('broken here');
    expect(out).not.toMatch(/dashboard|started/);
  });

  it('reads .env, whose variables give way to those that are set', () => {
    folder.write({ '.env': 'FROM_FILE=yes\nNODE_ENV=development\n' });

    expect(npmStart().out).toContain('started development yes');
  });

  it('says so when nothing is installed', () => {
    rmSync(folder.path('node_modules'), { recursive: true });

    expect(npmStart()).toMatchObject({
      code: 1,
      out: '',
      err: 'Keymeter is not installed yet: run npm install first.\n',
    });
  });

  it.each(['start.mjs', 'dev.mjs', 'test.mjs'])('explains itself and refuses other options: %s', (script) => {
    const run = (option) =>
      spawnSync(process.execPath, [folder.path(`scripts/${script}`), option], {
        encoding: 'utf8',
        timeout: 25_000,
      });

    expect(run('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: npm'),
      stderr: '',
    });
    expect(run('--colour')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: '--colour is not an option. See --help.\n',
    });
  });
});

describe('npm run keymeter', () => {
  it('asks for the build in one line when there is none', () => {
    const run = spawnSync(process.execPath, [folder.path('scripts/keymeter.mjs'), 'model', 'list'], {
      encoding: 'utf8',
      timeout: 25_000,
    });

    expect(run).toMatchObject({ status: 1, stdout: '', stderr: 'keymeter: run npm run build first\n' });
  });
});

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Binaries, findBinaries } from './findBinaries';
import { hydrateBinaries } from './hydrateBinaries';
import { NOBODY, runsAsRoot } from './runAs';
import { stageBinaries } from './stageBinaries';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';

const asRoot = runsAsRoot() ? it : it.skip;

afterAll(removeTestFolders);

/** Just enough to be found, repaired and copied. */
function fakeBinaries(parent: string): Binaries {
  const nativeDir = path.join(parent, 'native');
  mkdirSync(path.join(nativeDir, 'bin'), { recursive: true });
  mkdirSync(path.join(nativeDir, 'lib'));
  writeFileSync(path.join(nativeDir, 'bin/postgres'), '#!/bin/sh\necho it runs\n', { mode: 0o644 });
  writeFileSync(path.join(nativeDir, 'lib/libicu.so.60.2'), 'library');
  const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }];
  writeFileSync(path.join(nativeDir, 'pg-symlinks.json'), JSON.stringify(links));
  return { nativeDir, version: '18.0.0-test' };
}

describe('finding PostgreSQL', () => {
  it('finds the package that was installed for this system', () => {
    const { nativeDir, version } = findBinaries();

    expect(statSync(path.join(nativeDir, 'bin/initdb')).isFile()).toBe(true);
    expect(version).toMatch(/^18\./);
  });

  it('names the system that has none, and the way out', () => {
    const find = () => findBinaries({ platform: 'sunos', arch: 'sparc' });

    expect(find).toThrow(/No embedded PostgreSQL is installed for sunos-sparc: set DATABASE_URL/);
  });
});

describe('repairing an installation without install scripts', () => {
  it('makes missing links and execute bits, as often as asked', () => {
    const { nativeDir } = fakeBinaries(makeTestFolder());

    hydrateBinaries(nativeDir);
    hydrateBinaries(nativeDir);

    expect(readlinkSync(path.join(nativeDir, 'lib/libicu.so.60'))).toBe('libicu.so.60.2');
    expect(readFileSync(path.join(nativeDir, 'lib/libicu.so.60'), 'utf8')).toBe('library');
    expect(spawnSync(path.join(nativeDir, 'bin/postgres'), { encoding: 'utf8' }).stdout).toBe('it runs\n');
  });

  it('makes the real libraries load again', () => {
    const nativeDir = path.join(makeTestFolder(), 'native');
    cpSync(findBinaries().nativeDir, nativeDir, { recursive: true, verbatimSymlinks: true });
    for (const entry of readdirSync(path.join(nativeDir, 'lib'), { withFileTypes: true })) {
      if (entry.isSymbolicLink()) rmSync(path.join(nativeDir, 'lib', entry.name));
    }
    const version = () =>
      spawnSync(path.join(nativeDir, 'bin/postgres'), ['--version'], { encoding: 'utf8', env: {} });
    const before = version();

    hydrateBinaries(nativeDir);

    expect(before.status).not.toBe(0);
    expect(version().stdout).toMatch(/^postgres \(PostgreSQL\) 18/);
  });

  it('says so when something is missing that cannot be repaired', () => {
    const { nativeDir } = fakeBinaries(makeTestFolder());
    rmSync(path.join(nativeDir, 'lib'), { recursive: true });

    expect(() => hydrateBinaries(nativeDir)).toThrow(
      /is incomplete and cannot be repaired by this user \(ENOENT\)/,
    );
  });
});

describe('lending the binaries to the user that root turns into', () => {
  function runAsNobody(nativeDir: string): string {
    return spawnSync(path.join(nativeDir, 'bin/postgres'), { ...NOBODY, cwd: '/', encoding: 'utf8' }).stdout;
  }

  function closedBinaries(): { binaries: Binaries; stagingRoot: string } {
    const folder = makeTestFolder();
    const binaries = fakeBinaries(path.join(folder, 'closed'));
    hydrateBinaries(binaries.nativeDir);
    chmodSync(path.join(folder, 'closed'), 0o700);
    return { binaries, stagingRoot: folder };
  }

  it('takes them as they are for ourselves', async () => {
    const { binaries, stagingRoot } = closedBinaries();

    await expect(stageBinaries(binaries, null, stagingRoot)).resolves.toBe(binaries.nativeDir);
  });

  asRoot('copies nothing out of a folder open to all', async () => {
    const folder = makeTestFolder();
    const binaries = fakeBinaries(folder);
    hydrateBinaries(binaries.nativeDir);

    await expect(stageBinaries(binaries, NOBODY, folder)).resolves.toBe(binaries.nativeDir);
  });

  asRoot('copies them out of a closed folder, once for each version', async () => {
    const { binaries, stagingRoot } = closedBinaries();

    const [staged, again] = await Promise.all([
      stageBinaries(binaries, NOBODY, stagingRoot),
      stageBinaries(binaries, NOBODY, stagingRoot),
    ]);
    const madeAt = statSync(staged).ctimeMs;
    await stageBinaries(binaries, NOBODY, stagingRoot);

    expect([staged, again]).toEqual(Array(2).fill(path.join(stagingRoot, 'keymeter-pg-18.0.0-test')));
    expect(runAsNobody(staged)).toBe('it runs\n');
    expect(readlinkSync(path.join(staged, 'lib/libicu.so.60'))).toBe('libicu.so.60.2');
    expect(statSync(staged).ctimeMs).toBe(madeAt);
    expect(readdirSync(stagingRoot).sort()).toEqual(['closed', 'keymeter-pg-18.0.0-test']);
  });

  asRoot('copies afresh what a cleaner of temporary folders has thinned out', async () => {
    const { binaries, stagingRoot } = closedBinaries();
    const staged = await stageBinaries(binaries, NOBODY, stagingRoot);
    rmSync(path.join(staged, 'bin/postgres'));

    await stageBinaries(binaries, NOBODY, stagingRoot);

    expect(runAsNobody(staged)).toBe('it runs\n');
  });

  asRoot('lets nobody but root write into the copy, whatever the modes of the original', async () => {
    const { binaries, stagingRoot } = closedBinaries();
    chmodSync(path.join(binaries.nativeDir, 'lib'), 0o777);
    chmodSync(path.join(binaries.nativeDir, 'bin/postgres'), 0o777);

    const staged = await stageBinaries(binaries, NOBODY, stagingRoot);

    for (const name of ['.', 'lib', 'bin/postgres'])
      expect(statSync(path.join(staged, name)).mode & 0o022).toBe(0);
  });

  asRoot.each([
    ['belongs to another user', (place: string) => spawnSync('chown', ['65534', place])],
    ['may be written by others', (place: string) => chmodSync(place, 0o777)],
    [
      'is a link',
      (place: string) => {
        rmSync(place, { recursive: true });
        symlinkSync('/usr', place);
      },
    ],
  ])('refuses a copy that %s', async (_what, spoil) => {
    const { binaries, stagingRoot } = closedBinaries();
    spoil(await stageBinaries(binaries, NOBODY, stagingRoot));

    await expect(stageBinaries(binaries, NOBODY, stagingRoot)).rejects.toThrow(
      /others may write to it: remove it/,
    );
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withStartLock } from './startLock';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

afterAll(removeTestFolders);

function newLockFile(): string {
  return path.join(makeTestFolder(), 'pg18.lock');
}

/** A process id that was in use a moment ago. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

/** Runs several at once and tells how many were ever inside together. */
async function mostAtOnce(lockFile: string, count: number): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: count }, () => withStartLock(lockFile, 10_000, work)));
  return most;
}

describe('the lock of a start', () => {
  it('lets one in at a time and is gone afterwards', async () => {
    const lockFile = newLockFile();

    await expect(mostAtOnce(lockFile, 4)).resolves.toBe(1);

    expect(existsSync(lockFile)).toBe(false);
  });

  it('is given back when the work fails', async () => {
    const lockFile = newLockFile();

    await expect(withStartLock(lockFile, 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    await expect(withStartLock(lockFile, 0, () => Promise.resolve('in'))).resolves.toBe('in');
  });

  it('of a dead process is taken over, by one of many', async () => {
    const lockFile = newLockFile();
    writeFileSync(lockFile, `${deadPid()} someone`);

    await expect(mostAtOnce(lockFile, 4)).resolves.toBe(1);
  });

  it('of a dead process is left to the one who wrote last of two that found it', async () => {
    const lockFile = newLockFile();
    writeFileSync(lockFile, `${deadPid()} someone`);

    const taking = withStartLock(lockFile, 300, () => Promise.resolve('in'));
    writeFileSync(lockFile, `${process.pid} another`);

    await expect(taking).rejects.toThrow('Another process has been starting this database');
  });

  it('that nobody has touched for long is taken over, although its process id is in use', async () => {
    const lockFile = newLockFile();
    writeFileSync(lockFile, `${process.pid} someone`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lockFile, longAgo, longAgo);

    await expect(withStartLock(lockFile, 1_000, () => Promise.resolve('in'))).resolves.toBe('in');
  });

  it('is kept fresh while the work goes on', async () => {
    const lockFile = newLockFile();
    const longAgo = Date.now() - 60_000;
    const touchedAt = () => statSync(lockFile).mtimeMs;

    const touched = await withStartLock(lockFile, 0, async () => {
      utimesSync(lockFile, longAgo / 1000, longAgo / 1000);
      await waitUntil('the lock is touched', () => touchedAt() > longAgo + 50_000);
      return touchedAt();
    });

    expect(touched).toBeGreaterThan(longAgo + 50_000);
  });

  it('of a living process is respected, and named when it takes too long', async () => {
    const lockFile = newLockFile();
    writeFileSync(lockFile, `${process.pid} someone`);

    const waiting = withStartLock(lockFile, 100, () => Promise.resolve('in'));

    await expect(waiting).rejects.toThrow(`stop it and remove ${lockFile}`);
    expect(readFileSync(lockFile, 'utf8')).toBe(`${process.pid} someone`);
  });

  it('says which folder cannot be written', async () => {
    const file = path.join(makeTestFolder(), 'file');
    writeFileSync(file, '');

    const locking = withStartLock(path.join(file, 'pg18.lock'), 100, () => Promise.resolve('in'));

    await expect(locking).rejects.toThrow(`The folder ${file} cannot be written (ENOTDIR)`);
  });
});

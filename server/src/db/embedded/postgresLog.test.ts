import { readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { boundLog, readLogTail, withLog } from './postgresLog';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';

afterAll(removeTestFolders);

function newLogFile(): string {
  return path.join(makeTestFolder(), 'pg18.log');
}

describe('the log of PostgreSQL', () => {
  it('is for its owner only and keeps what is in it', async () => {
    const file = newLogFile();

    for (const word of ['one ', 'two']) await withLog(file, null, async (handle) => writeSync(handle, word));

    expect(readLogTail(file)).toBe('one two');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('begins anew when it has grown too long, under the hands of its writer', async () => {
    const file = newLogFile();

    await withLog(file, null, async (handle) => {
      writeSync(handle, 'x'.repeat(101));
      boundLog(file, 100);
      writeSync(handle, 'after');
      boundLog(file, 100);
    });

    expect(readFileSync(file, 'utf8')).toBe('after');
  });

  it('may be removed by hand', () => {
    const file = newLogFile();

    boundLog(file, 100);

    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('is never written through a link', async () => {
    const file = newLogFile();
    const victim = path.join(makeTestFolder(), 'victim');
    writeFileSync(victim, 'kept');
    symlinkSync(victim, file);

    await expect(withLog(file, null, async () => undefined)).rejects.toMatchObject({ code: 'ELOOP' });

    expect(readFileSync(victim, 'utf8')).toBe('kept');
  });
});

import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolder } from './makeFolder';

describe('making a folder', () => {
  const top = mkdtempSync(path.join(tmpdir(), 'keymeter-folder-'));
  const at = (...steps: string[]) => path.join(top, ...steps);
  afterAll(() => rmSync(top, { recursive: true }));

  it('makes those above it too, and minds none that is there', () => {
    makeFolder(at('a', 'b', 'c'), 0o700);
    makeFolder(at('a', 'b', 'c'));

    expect(statSync(at('a', 'b', 'c')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['a file stands in its place', 'file', 'EEXIST'],
    ['a file stands above it', 'file/below', 'ENOTDIR'],
    ['a link leads nowhere', 'link', 'ENOENT'],
  ])('is refused when %s', (_why, name, code) => {
    writeFileSync(at('file'), '');
    rmSync(at('link'), { force: true });
    symlinkSync(at('nowhere'), at('link'));

    expect(() => makeFolder(at(name))).toThrow(expect.objectContaining({ code }));
  });

  const onLinux = existsSync('/proc/self') ? it : it.skip;
  onLinux('ends where the file system takes no folders', () => {
    expect(() => makeFolder('/proc/keymeter/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

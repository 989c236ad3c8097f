import { renameSync, rmSync, utimesSync } from 'node:fs';
import { scratchFolder } from '../testing/scratchFolder.mjs';
import { contentHash, listingHash } from './contentHash.mjs';

const folder = scratchFolder();
const inputs = ['src', 'package.json', 'missing'];
const hash = () => contentHash(folder.path(), inputs);

beforeEach(() => {
  folder.write({ 'src/a.ts': 'a', 'src/deep/b.ts': 'b', 'package.json': '{}', 'other.txt': 'other' });
});

describe('the hash of sources', () => {
  it('stays the same while nothing changes, whenever it was written', () => {
    const before = hash();
    folder.write({ 'src/a.ts': 'a', 'other.txt': 'changed' });
    utimesSync(folder.path('src/a.ts'), 1, 1);

    expect(hash()).toBe(before);
  });

  it.each([
    ['changed', () => folder.write({ 'src/deep/b.ts': 'c' })],
    ['added', () => folder.write({ 'src/c.ts': '' })],
    ['removed', () => rmSync(folder.path('src/a.ts'))],
    ['renamed', () => renameSync(folder.path('src/a.ts'), folder.path('src/z.ts'))],
    ['made where it was missing', () => folder.write({ missing: '' })],
  ])('changes when a file is %s', (_what, change) => {
    const before = hash();

    change();

    expect(hash()).not.toBe(before);
  });

  it('does not see what is ignored', () => {
    const ignoring = () => contentHash(folder.path(), inputs, (file) => file.startsWith('src/deep/'));
    const before = ignoring();

    folder.write({ 'src/deep/b.ts': 'changed' });

    expect(ignoring()).toBe(before);
  });
});

describe('the hash of a result', () => {
  it('changes when another build has written there', () => {
    const before = listingHash(folder.path(), 'src');

    utimesSync(folder.path('src/a.ts'), 5, 5);

    expect(listingHash(folder.path(), 'src')).not.toBe(before);
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * One text that changes whenever a file of these is added, removed, renamed or changed.
 *
 * @param {string} root paths are taken from here
 * @param {readonly string[]} inputs files and folders; what is not there counts as that
 * @param {(file: string) => boolean} isIgnored by the path from the root
 */
export function contentHash(root, inputs, isIgnored = () => false) {
  const hash = createHash('sha256');
  for (const file of filesIn(root, inputs)) {
    if (isIgnored(file)) continue;
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The same from names, sizes and times only: enough to see that another build has written there. */
export function listingHash(root, folder) {
  const hash = createHash('sha256');
  for (const file of filesIn(root, [folder])) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function filesIn(root, inputs) {
  return inputs.flatMap((input) => filesBelow(root, input)).sort();
}

function filesBelow(root, input) {
  const stats = statSync(path.join(root, input), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [input];
  return readdirSync(path.join(root, input)).flatMap((name) => filesBelow(root, path.join(input, name)));
}

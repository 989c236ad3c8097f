import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemErrorCode } from './systemErrorCode';

/**
 * Makes a folder and those above it where they are missing. Node's own way to do so never ends where a file system refuses a
 * new folder as "not there", as /proc and folders that are mounted on demand do.
 *
 * @param mode of the folders that are made.
 * @throws Error of the system, with its code.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  for (const missing of missingFolders(path.resolve(folder))) {
    try {
      mkdirSync(missing, { mode });
    } catch (error) {
      // Another process was quicker; or it is a file, which the next step finds.
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
  }
  // A file in its place is refused in the words of the system.
  if (!statSync(folder).isDirectory()) mkdirSync(folder);
}

/** The highest first. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(path.dirname(folder)), folder];
}

import { diskFull, folderUnwritable } from './embeddedPostgres.errors';
import { errorCodeOf } from './errorCodeOf';

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** The setting that moves a folder elsewhere. */
export type FolderSetting = 'DATA_DIR' | 'TMPDIR';

/** Does the work on a folder; a refusal of the system becomes a sentence about that folder. */
export function inFolder<T>(folder: string, work: () => T, setting: FolderSetting = 'DATA_DIR'): T {
  try {
    return work();
  } catch (error) {
    throw explainFolderError(folder, error, setting);
  }
}

/** The sentence for a failed write below the folder; any other error comes back as it is. */
export function explainFolderError(
  folder: string,
  error: unknown,
  setting: FolderSetting = 'DATA_DIR',
): unknown {
  const code = errorCodeOf(error) ?? '';
  if (FULL.has(code)) return diskFull(folder, setting, error);
  if (UNWRITABLE.has(code)) return folderUnwritable(folder, setting, error);
  return error;
}

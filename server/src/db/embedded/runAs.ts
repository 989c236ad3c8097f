import { statSync } from 'node:fs';
import path from 'node:path';

/** A user and group by their numbers. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** The user without rights whom root turns into, since PostgreSQL refuses to run as root. */
export const NOBODY: Identity = { uid: 65534, gid: 65534 };

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** True when the user may pass through every folder from the root down to this one, which must exist. */
export function canWalk(folder: string, who: Identity): boolean {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    if (!mayEnter(current, who)) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** Reads the mode bits as the kernel does: the first class that fits decides. */
function mayEnter(folder: string, who: Identity): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === who.uid) return (mode & 0o100) !== 0;
  if (gid === who.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodeOf } from './errorCodeOf';

/** What a running PostgreSQL writes about itself. A killed one leaves it behind, so it proves nothing alone. */
export interface Postmaster {
  readonly pid: number;
  /** Null while it starts, and when it listens on TCP only. */
  readonly socketDir: string | null;
}

/** Reads postmaster.pid: line 1 is the process id, line 5 the socket's folder. Null when there is none. */
export function readPostmaster(clusterDir: string): Postmaster | null {
  const lines = read(path.join(clusterDir, 'postmaster.pid')).split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 1 ? { pid, socketDir: lines[4] || null } : null;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

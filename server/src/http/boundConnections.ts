import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';

/** For the database, the ledger's spool, the log and the files of the dashboard. */
const RESERVED_FILES = 128;
const FEWEST = 16;
const SWEEP_EVERY_MS = 100;

/**
 * Takes no more connections than the process may have files for, so that whoever opens connections cannot keep the ledger
 * from being written: a connection may need another one to an upstream. When one is turned away, those that only wait for
 * another request are closed, so that the next one finds room.
 *
 * @param openFiles how many files the process may have open; null, where the system does not tell: no bound then.
 */
export function boundConnections(server: Server, openFiles: number | null = mostOpenFiles()): void {
  if (openFiles === null) return;
  server.maxConnections = Math.max(FEWEST, Math.floor((openFiles - RESERVED_FILES) / 2));
  let sweptAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    const now = performance.now();
    if (now - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now;
    server.closeIdleConnections();
  });
}

function mostOpenFiles(): number | null {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? null : Number(limit);
  } catch {
    return null;
  }
}

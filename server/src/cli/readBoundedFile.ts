import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { DomainError } from '../platform/domainError';

/** @throws DomainError INVALID_INPUT for a file that is not there, is none, or has more bytes than this. */
export function readBoundedFile(file: string, mostBytes: number): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (cause) {
    throw refused(file, 'cannot be read', cause);
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refused(file, 'is no file');
    if (stat.size > mostBytes) throw refused(file, `has more than ${mostBytes} bytes`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function refused(file: string, problem: string, cause?: unknown): DomainError {
  return new DomainError('INVALID_INPUT', `${file} ${problem}.`, {}, { cause });
}

import { createLogger, type Logger } from '../logger';

/** A logger that keeps its lines, parsed, in the order in which they were written. */
export function recordingLogger(): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => {
    lines.push(JSON.parse(line) as Record<string, unknown>); // what a logger writes is an object
  };
  return { logger: createLogger({ level: 'trace', nodeName: 'test' }, { write }), lines };
}

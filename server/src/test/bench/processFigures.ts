import { readdirSync, readFileSync } from 'node:fs';

/** What the system knows of a process; null where it keeps no /proc, as on macOS. */
export interface ProcessFigures {
  /** Processor time of all its threads, in microseconds. */
  readonly cpuUs: number;
  readonly residentBytes: number;
  readonly openFiles: number;
}

export function processFigures(pid: number): ProcessFigures | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) => runNanoseconds(pid, thread));
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return {
      cpuUs: nanoseconds.reduce((sum, ns) => sum + ns, 0) / 1_000,
      residentBytes: Number(resident) * 1_024,
      openFiles: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch {
    return null;
  }
}

/** A thread may end while it is looked at: then it counts no more. */
function runNanoseconds(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}

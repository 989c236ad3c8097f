import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The ids of the processes in whose command line all these words occur. The dead but not yet buried do not count. */
function findProcesses(...words: string[]): number[] {
  const running = process.platform === 'linux' ? listByProc() : listByPs();
  const found = running.filter(({ command }) => words.every((word) => command.includes(word)));
  const pids = new Set(found.map(({ pid }) => pid));
  // A child that was forked a moment ago still bears its parent's command line.
  return found.filter(({ parent }) => !pids.has(parent)).map(({ pid }) => pid);
}

/** Of postmasters; their children have names of their own. */
export function findPostgres(clusterDir: string): number[] {
  return findProcesses('bin/postgres', `-D ${clusterDir} `);
}

export function findWatchdogs(clusterDir: string): number[] {
  return findProcesses('watchdog', ` ${clusterDir} `);
}

/** Minimal systems have no ps. */
function listByProc(): RunningProcess[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const parent = /^PPid:\t(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
      return [{ pid: Number(id), parent: Number(parent), command }];
    } catch {
      return []; // ended meanwhile
    }
  });
}

function listByPs(): RunningProcess[] {
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command: `${command ?? ''} ` };
  });
}

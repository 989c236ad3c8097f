import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../../..');
const READY_WITHIN_MS = 60_000;

/** A script of the benchmark in a process of its own. */
export interface ChildScript<Ready> {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly ready: Ready;
  /** Sends one question and waits for its answer. One at a time. */
  ask<Answer>(question: unknown, withinMs: number): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a script, which says by a message when it is ready. @throws Error when it does not. */
export async function startScript<Ready>(file: string, argument: unknown): Promise<ChildScript<Ready>> {
  const child = fork(file, [JSON.stringify(argument)], {
    cwd: ROOT,
    execArgv: ['-r', './scripts/swc-register.cjs'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await nextMessage<Ready>(child, READY_WITHIN_MS);
  return {
    pid: child.pid ?? 0,
    ready,
    ask: (question, withinMs) => {
      child.send(question as object);
      return nextMessage(child, withinMs);
    },
    stop: () => stopChild(child),
  };
}

/** Ends a process and waits until it is gone. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Keeps a process on one core, where the system can: what is measured does not wander between caches then. */
export function pin(pid: number, core: number): void {
  spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}

function nextMessage<Message>(child: ChildProcess, withinMs: number): Promise<Message> {
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', take).off('exit', gone);
      act();
    };
    const take = (message: unknown) => end(() => resolve(message as Message));
    const gone = (code: number | null) =>
      end(() => reject(new Error(`A benchmark's script ended with ${code}.`)));
    const timer = setTimeout(
      () => end(() => reject(new Error("A benchmark's script did not answer."))),
      withinMs,
    );
    child.on('message', take).on('exit', gone);
  });
}

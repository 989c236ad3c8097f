import { setTimeout as sleep } from 'node:timers/promises';
import { askPostgres, type PostgresAnswer } from './askPostgres';

const POLL_MS = 20;
const ANSWER_MS = 30_000;
/** Replaying its log after a power failure; stopping it meanwhile would only make it begin again. */
const RECOVERY_MS = 10 * 60_000;

export interface Waiting {
  readonly url: string;
  /** True when there is nothing left to wait for. */
  hasEnded(): boolean;
  /** Called once when it takes longer because PostgreSQL repairs itself. */
  onRecovery(): void;
}

/**
 * Waits for a first real answer: 30 s, and up to 10 minutes while PostgreSQL says that it is recovering.
 *
 * @returns the last answer: `ready`, or why the waiting ended.
 */
export async function waitUntilReady({ url, hasEnded, onRecovery }: Waiting): Promise<PostgresAnswer> {
  const start = Date.now();
  let isRecovering = false;
  for (;;) {
    const answer = await askPostgres(url);
    if (answer === 'ready' || answer === 'stopping' || hasEnded()) return answer;
    const waitedMs = Date.now() - start;
    const limitMs = answer === 'starting' ? RECOVERY_MS : ANSWER_MS;
    if (waitedMs > limitMs) return answer;
    if (!isRecovering && answer === 'starting' && waitedMs > ANSWER_MS / 10) {
      isRecovering = true;
      onRecovery();
    }
    await sleep(POLL_MS);
  }
}

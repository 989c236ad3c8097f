import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Waits for a condition; fails by name when it does not come true in time. */
export async function waitUntil(
  what: string,
  holds: () => boolean | Promise<boolean>,
  waitMs = 8_000,
): Promise<void> {
  const deadline = Date.now() + waitMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${waitMs} ms in vain until ${what}.`);
    await sleep(POLL_MS);
  }
}

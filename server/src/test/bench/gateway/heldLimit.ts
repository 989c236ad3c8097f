import type { DataSource } from 'typeorm';
import type { Ask } from '../benchReport';
import { median, short } from '../statistics';
import { BENCH_MODEL, type OursTarget } from './oursTarget';

const ASKED_MS = 20;

/**
 * Somebody holds the limits of one key: how long does anybody else wait for an answer because of it? Times without and with
 * it take turns, and the medians of their longest waits are compared: a single pause of the machine is no wait for a lock.
 */
export async function measureHeldLimit(db: DataSource, ours: OursTarget, isQuick: boolean): Promise<Ask> {
  const others = ours.secrets.filter((secret) => secret !== ours.limitedSecret);
  const trials = { count: isQuick ? 1 : 9, ms: isQuick ? 100 : 600 };
  const free: number[] = [];
  const held: number[] = [];
  for (let trial = 0; trial < trials.count; trial += 1) {
    free.push(await slowestOf(ours, others, trials.ms));
    held.push(await whileHeld(db, ours, () => slowestOf(ours, others, trials.ms)));
  }
  const added = median(held) - median(free);
  return {
    what: "one held limit: the others' longest wait above their longest without it",
    asked: `≤ ${ASKED_MS} ms`,
    measured: `${short(Math.max(added, 0))} ms`,
    isMet: added <= ASKED_MS,
  };
}

async function whileHeld<T>(db: DataSource, ours: OursTarget, work: () => Promise<T>): Promise<T> {
  const holder = db.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('SELECT FROM api_key_limits WHERE api_key_id = $1 FOR UPDATE', [ours.limitedKeyId]);
    const waiting = timedCall(ours, ours.limitedSecret);
    const done = await work();
    await holder.rollbackTransaction();
    await waiting;
    return done;
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}

/** The longest of calls one after the other, for so long. */
async function slowestOf(ours: OursTarget, secrets: readonly string[], ms: number): Promise<number> {
  const until = performance.now() + ms;
  let slowest = 0;
  for (let i = 0; performance.now() < until; i += 1) {
    slowest = Math.max(slowest, await timedCall(ours, secrets[i % secrets.length] ?? ''));
  }
  return slowest;
}

async function timedCall({ port }: OursTarget, secret: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: BENCH_MODEL,
      messages: [{ role: 'user', content: 'json' }],
      max_tokens: 10,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return performance.now() - startedAt;
}

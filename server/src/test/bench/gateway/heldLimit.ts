import type { DataSource } from 'typeorm';
import type { Ask } from '../benchReport';
import { short } from '../statistics';
import { BENCH_MODEL, type OursTarget } from './oursTarget';

const HELD_MS = 1_000;
const ASKED_MS = 20;

/** Somebody holds the limits of one key for a second: how long does anybody else wait for an answer because of it? */
export async function measureHeldLimit(db: DataSource, ours: OursTarget): Promise<Ask> {
  const others = ours.secrets.filter((secret) => secret !== ours.limitedSecret);
  const before = await slowestOf(ours, others);
  const holder = db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM api_key_limits WHERE api_key_id = $1 FOR UPDATE', [ours.limitedKeyId]);
  const waiting = timedCall(ours, ours.limitedSecret);
  const during = await slowestOf(ours, others);
  await holder.rollbackTransaction();
  await holder.release();
  await waiting;
  const added = during - before;
  return {
    what: "one held limit: the others' longest wait above their longest before",
    asked: `≤ ${ASKED_MS} ms`,
    measured: `${short(Math.max(added, 0))} ms`,
    isMet: added <= ASKED_MS,
  };
}

/** The longest of calls one after the other for a second. */
async function slowestOf(ours: OursTarget, secrets: readonly string[]): Promise<number> {
  const until = performance.now() + HELD_MS;
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

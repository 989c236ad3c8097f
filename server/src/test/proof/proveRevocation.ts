import { setTimeout as sleep } from 'node:timers/promises';
import { insertAccount } from '../factories';
import { type CallOutcome, openStream } from './gatewayCall';
import type { ProofWorld, TrialKey } from './proofWorld';
import { CHANGES, type Change } from './revocationChanges';

export interface ProofOptions {
  /** Changes of each kind. Every second key is busy while it is changed, the others are idle. */
  readonly trials: number;
  /** Requests a second, spread over the nodes, from the instant of the answer on. */
  readonly requestsPerSecond: number;
  /** Requests after each answer. */
  readonly requestsPerTrial: number;
  /** Streams that run on one key, over all nodes, when it is revoked. */
  readonly streams: number;
  readonly onProgress: (line: string) => void;
}

/** What was seen of one kind of change. */
export interface ChangeProof {
  readonly change: string;
  readonly trials: number;
  /** Requests that began after the change had been answered. */
  readonly requestsAfter: number;
  /** Those of them that were let in: has to be 0. */
  readonly acceptedAfter: number;
}

export interface RevocationProof {
  readonly nodes: number;
  readonly changes: readonly ChangeProof[];
  readonly streams: {
    readonly opened: number;
    /** Ended with an error event and without a clean end. */
    readonly cut: number;
    /** From the call of the revocation to the last byte of the stream. */
    readonly p50Ms: number;
    readonly p99Ms: number;
  };
}

/** Tries, from outside, whether a change holds on every node from its answer on. */
export async function proveRevocation(world: ProofWorld, options: ProofOptions): Promise<RevocationProof> {
  const changes: ChangeProof[] = [];
  for (const change of CHANGES) changes.push(await proveChange(world, change, options));
  return { nodes: world.nodes.length, changes, streams: await proveStreams(world, options) };
}

async function proveChange(world: ProofWorld, change: Change, options: ProofOptions): Promise<ChangeProof> {
  let requestsAfter = 0;
  let acceptedAfter = 0;
  for (let trial = 0; trial < options.trials; trial += 1) {
    const key = await change.prepare(world, await insertAccount(world.db));
    // On every node, so that anything a node could remember is in its memory.
    await Promise.all(world.nodes.map((node) => change.use(node.url, key)));
    const busy = trial % 2 === 0 ? keepBusy(world, change, key) : null;
    await change.make(world, key);
    const answeredAtMs = performance.now();
    const after = await fire(world, change, key, options);
    const during = busy ? await busy.stop() : [];
    const outcomes = [...after, ...during.filter(({ startedAtMs }) => startedAtMs > answeredAtMs)];
    requestsAfter += outcomes.length;
    acceptedAfter += outcomes.filter((outcome) => change.isAccepted(outcome)).length;
    if ((trial + 1) % 25 === 0)
      options.onProgress(`${change.name}: ${trial + 1} of ${options.trials} trials`);
  }
  return { change: change.name, trials: options.trials, requestsAfter, acceptedAfter };
}

async function fire(
  world: ProofWorld,
  change: Change,
  key: TrialKey,
  options: ProofOptions,
): Promise<CallOutcome[]> {
  const calls: Promise<CallOutcome>[] = [];
  for (let i = 0; i < options.requestsPerTrial; i += 1) {
    const node = world.nodes[i % world.nodes.length];
    if (node) calls.push(change.use(node.url, key));
    await sleep(1_000 / options.requestsPerSecond);
  }
  return Promise.all(calls);
}

/** Requests one after the other on every node, until it is stopped. */
function keepBusy(world: ProofWorld, change: Change, key: TrialKey) {
  let isStopped = false;
  const outcomes: CallOutcome[] = [];
  const loops = world.nodes.map(async (node) => {
    while (!isStopped) outcomes.push(await change.use(node.url, key));
  });
  return {
    stop: async (): Promise<CallOutcome[]> => {
      isStopped = true;
      await Promise.all(loops);
      return outcomes;
    },
  };
}

async function proveStreams(world: ProofWorld, options: ProofOptions): Promise<RevocationProof['streams']> {
  const [revoke] = CHANGES;
  if (!revoke) throw new Error('There is no change to prove.');
  const key = await revoke.prepare(world, await insertAccount(world.db));
  const opening = Array.from({ length: options.streams }, (_, i) => {
    const node = world.nodes[i % world.nodes.length];
    return openStream(node?.url ?? '', key.secret, world.models[0]);
  });
  const streams = await Promise.all(opening);
  const calledAtMs = performance.now();
  await revoke.make(world, key);
  const ends = await Promise.all(streams.map(({ ended }) => ended));
  const waits = ends.map(({ atMs }) => atMs - calledAtMs).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
  return {
    opened: streams.length,
    cut: ends.filter(({ isClean, hasError }) => hasError && !isClean).length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { apiKeyServices, operatorOf } from '../../apiKeys/testing/apiKeyServices';
import { insertAccount } from '../factories';
import type { FakeUpstream } from '../fakeUpstream';
import type { ServerProcess } from '../startProcess';
import { makeCall, type SeenCall } from './meteringCall';
import { judgeLedger, type LedgerVerdict } from './meteringLedger';
import type { ProofPostgres } from './proofPostgres';

export interface MeteringWorld {
  readonly postgres: ProofPostgres;
  readonly upstream: FakeUpstream;
  readonly db: DataSource;
  readonly model: string;
  /** Where nodes keep what the database cannot take. */
  readonly dataDir: string;
  readonly startNode: (name: string) => Promise<ServerProcess>;
}

export interface MeteringProofOptions {
  /** In each a node is killed. */
  readonly rounds: number;
  readonly clients: number;
  /** PostgreSQL is frozen in every so manieth round, and killed in every so manieth. */
  readonly freezeEvery: number;
  readonly killDatabaseEvery: number;
  /** Settles what dead nodes left open, where nobody wants to wait until the living do. Told the name of the last that was killed. */
  readonly settleLost?: (lastVictim: string) => Promise<void>;
  readonly onProgress: (line: string) => void;
}

export interface MeteringProof extends LedgerVerdict {
  readonly rounds: number;
  readonly nodesKilled: number;
  /** Nodes that ended although nobody killed them. */
  readonly nodesFallen: number;
  readonly databaseFreezes: number;
  readonly databaseKills: number;
  readonly calls: number;
  readonly endedWell: number;
  readonly refused: number;
  readonly broken: number;
  /** From the end of the load until no call was open and nothing kept on a disk. */
  readonly settledAfterSeconds: number;
}

const NODES = 3;
const KEYS = 4;
const FREEZE_MS = 4_000;
const SETTLED_WITHIN_MS = 60_000;

/** Kills nodes and PostgreSQL under load, and then asks whether the ledger has what the clients saw. */
export async function proveMetering(
  world: MeteringWorld,
  options: MeteringProofOptions,
): Promise<MeteringProof> {
  const nodes = await Promise.all(Array.from({ length: NODES }, (_, i) => world.startNode(nameOf(i))));
  try {
    const load = await startLoad(world, nodes, options.clients);
    const { lastVictim, ...faults } = await makeFaults(world, nodes, options);
    const seen = await load.stop();
    const nodesFallen =
      faults.nodesFallen + nodes.filter((node, i) => i !== lastVictim && hasFallen(node)).length;
    options.onProgress(`${seen.length} calls were made; waiting until all are settled`);
    const endedAtMs = performance.now();
    await options.settleLost?.(nameOf(lastVictim));
    await untilSettled(world);
    const settledAfterSeconds = Math.round((performance.now() - endedAtMs) / 100) / 10;
    const asked = new Set(world.upstream.requests.map(({ headers }) => String(headers['x-request-id'])));
    const count = (end: SeenCall['end']): number => seen.filter((call) => call.end === end).length;
    return {
      rounds: options.rounds,
      ...faults,
      nodesFallen,
      calls: seen.length,
      endedWell: count('WELL'),
      refused: count('REFUSED'),
      broken: count('BROKEN'),
      settledAfterSeconds,
      ...(await judgeLedger(world.db, seen, asked)),
    };
  } finally {
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  }
}

/** Each client makes one call after the other, on any node, streamed or whole. */
async function startLoad(world: MeteringWorld, nodes: readonly ServerProcess[], clients: number) {
  const accountId = await insertAccount(world.db, { timeZone: 'Asia/Ho_Chi_Minh' });
  const keys = await Promise.all(
    Array.from({ length: KEYS }, () =>
      apiKeyServices(world.db).write.create(operatorOf(accountId), { name: 'proof', allModels: true }),
    ),
  );
  const seen: SeenCall[] = [];
  let isStopped = false;
  const loops = Array.from({ length: clients }, async (_, client) => {
    for (let call = client; !isStopped; call += 1) {
      const outcome = await makeCall({
        url: nodes[Math.floor(Math.random() * nodes.length)]?.url ?? '',
        secret: keys[call % keys.length]?.secret ?? '',
        model: world.model,
        stream: Math.random() < 0.5,
        outputTokens: 1 + Math.floor(Math.random() * 12),
      });
      seen.push(outcome);
      // A node that is gone refuses at once.
      if (outcome.end !== 'WELL') await sleep(50);
    }
  });
  return {
    stop: async (): Promise<readonly SeenCall[]> => {
      isStopped = true;
      await Promise.all(loops);
      return seen;
    },
  };
}

async function makeFaults(world: MeteringWorld, nodes: ServerProcess[], options: MeteringProofOptions) {
  const done = { nodesKilled: 0, nodesFallen: 0, databaseFreezes: 0, databaseKills: 0, lastVictim: -1 };
  for (let round = 1; round <= options.rounds; round += 1) {
    await sleep(500 + Math.random() * 1_000);
    const isFrozen = round % options.freezeEvery === 0;
    const isKilled = round % options.killDatabaseEvery === 0;
    // A node that dies while the database is away leaves what it kept to its successor.
    const fault = faultOf(world, isKilled, isFrozen);
    if (isKilled || isFrozen) await sleep(Math.random() * 2_500);
    const victim = Math.floor(Math.random() * nodes.length);
    if (hasFallen(nodes[victim])) done.nodesFallen += 1;
    await nodes[victim]?.end('SIGKILL');
    await fault;
    // After the last round the others are left alone with what it had open.
    if (round < options.rounds) nodes[victim] = await world.startNode(nameOf(victim));
    done.lastVictim = victim;
    done.nodesKilled += 1;
    done.databaseKills += isKilled ? 1 : 0;
    done.databaseFreezes += isFrozen && !isKilled ? 1 : 0;
    options.onProgress(`round ${round} of ${options.rounds}`);
  }
  return done;
}

function nameOf(place: number): string {
  return `node-${place}`;
}

/** True for a node that has ended; before anybody killed it, it did so by itself. */
function hasFallen(node: ServerProcess | undefined): boolean {
  return node !== undefined && (node.process.exitCode !== null || node.process.signalCode !== null);
}

async function faultOf({ postgres }: MeteringWorld, isKilled: boolean, isFrozen: boolean): Promise<void> {
  if (isKilled) await postgres.kill();
  else if (isFrozen) await postgres.freeze(FREEZE_MS);
}

/** What is still open after a minute is counted as open. */
async function untilSettled({ db, dataDir }: MeteringWorld): Promise<void> {
  const spools = path.join(dataDir, 'spool');
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  while (performance.now() < deadline) {
    const open = await db.query<unknown[]>('SELECT 1 FROM open_requests LIMIT 1');
    if (open.length === 0 && (!existsSync(spools) || readdirSync(spools).length === 0)) return;
    await sleep(200);
  }
}

import { createHotPool } from '../../db/hotPool';
import { DEAD_AFTER_SECONDS } from '../../nodes/node.repository';
import { LostCalls } from '../../usage/lostCalls';
import { OpenRequestsRepository } from '../../usage/openRequests.repository';
import { SettlementRepository } from '../../usage/settlement.repository';
import { SettlementQueue } from '../../usage/settlementQueue';
import { openMeteringWorld } from './meteringWorld';
import { proveMetering } from './proveMetering';

/** The short form of `npm run prove:metering`. */
let world: Awaited<ReturnType<typeof openMeteringWorld>>;

beforeAll(async () => {
  world = await openMeteringWorld();
}, 60_000);
afterAll(() => world.close(), 60_000);

/** What a living node does half a minute later. Dead are the last victim and all whose name another process has by now. */
async function settleLost(lastVictim: string): Promise<void> {
  await world.db.query(
    `UPDATE nodes SET heartbeat_at = heartbeat_at - interval '1 hour'
     WHERE name = $1 OR EXISTS (SELECT 1 FROM nodes later WHERE later.name = nodes.name AND later.started_at > nodes.started_at)`,
    [lastVictim],
  );
  const pool = createHotPool(world.postgres.url, { applicationName: 'proof', synchronousCommit: true });
  const repository = new SettlementRepository(pool);
  const queue = new SettlementQueue((batch) => repository.settle(batch), { onError: () => {} });
  const openRequests = new OpenRequestsRepository(world.db.manager);
  let nowMs = 0;
  const lostCalls = new LostCalls({
    list: (limit) => openRequests.listLost(DEAD_AFTER_SECONDS, limit),
    settle: (settlement, giveUpAfterMs) => queue.settle(settlement, giveUpAfterMs),
    isLeaseValid: () => true,
    onError: () => {},
    monotonicMs: () => nowMs,
  });
  nowMs = 60_000;
  await lostCalls.look();
  await pool.end();
}

it('loses, doubles and invents nothing while nodes are killed and PostgreSQL is frozen and killed', async () => {
  const proof = await proveMetering(world, {
    rounds: 2,
    clients: 8,
    freezeEvery: 1,
    killDatabaseEvery: 2,
    settleLost,
    onProgress: () => {},
  });

  expect(proof).toMatchObject({
    nodesKilled: 2,
    nodesFallen: 0,
    databaseFreezes: 1,
    databaseKills: 1,
    notMetered: 0,
    doubled: 0,
    wronglyMetered: 0,
    invented: 0,
    open: 0,
    wrongSums: 0,
  });
  expect(proof.endedWell).toBeGreaterThan(20);
}, 240_000);

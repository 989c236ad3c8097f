import { type OpenTestDatabase, openTestDatabase } from '../openTestDatabase';
import type { ServerProcess } from '../startProcess';
import { proveRevocation } from './proveRevocation';
import { PROOF_MODELS } from './revocationChanges';
import { startNodes } from './startNodes';

/** The short form of `npm run prove:revocation`. */
let database: OpenTestDatabase;
let nodes: ServerProcess[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  nodes = await startNodes(database.url, 3);
}, 90_000);
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  await database.close();
});

it('lets nothing in after a change was answered, and cuts running streams within a second', async () => {
  const proof = await proveRevocation(
    { db: database.db, nodes, models: PROOF_MODELS },
    { trials: 6, requestsPerSecond: 100, requestsPerTrial: 15, streams: 12, onProgress: () => {} },
  );

  expect(proof.changes.map(({ change, acceptedAfter }) => [change, acceptedAfter])).toEqual([
    ['a key is revoked', 0],
    ['a model is taken from a key', 0],
    ['a key expires', 0],
    ['the plan lapses', 0],
    ['a key is reported as leaked', 0],
    ['an access token is revoked', 0],
  ]);
  for (const { requestsAfter } of proof.changes) expect(requestsAfter).toBeGreaterThanOrEqual(90);
  expect(proof.streams).toMatchObject({ opened: 12, cut: 12 });
}, 120_000);

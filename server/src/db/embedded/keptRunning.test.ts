import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ClusterPlace } from './clusterPlace';
import { KeptRunning } from './keptRunning';
import { makeTestFolder, removeTestFolders } from './testing/testFolder';
import { waitUntil } from './testing/waitUntil';

afterAll(removeTestFolders);

it('says what keeps it from looking, and does not take its process down', async () => {
  const clusterDir = makeTestFolder();
  // Cannot be read, as any file when there are no descriptors left.
  mkdirSync(path.join(clusterDir, 'postmaster.pid'));
  const place = { clusterDir, lockFile: path.join(clusterDir, 'lock') } as ClusterPlace;
  const told: string[] = [];
  const start = jest.fn();

  const kept = new KeptRunning(
    { socketDir: clusterDir, place, runAs: null, onProgress: (line) => told.push(line) },
    { renewIfLost: async () => true },
    start,
  );
  await waitUntil('it has looked', () => told.length > 0);
  await kept.stop();

  expect(told).toEqual([
    expect.stringMatching(/^PostgreSQL has ended and cannot be started again: .*EISDIR/),
  ]);
  expect(start).not.toHaveBeenCalled();
});

import { rmSync } from 'node:fs';

/** Runs after failed tests too. After a killed run the cluster's watchdog stops PostgreSQL. */
export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.keymeterTestCluster;
  if (!cluster) return;
  await cluster.postgres.stop();
  rmSync(cluster.dataDir, { recursive: true, force: true });
}

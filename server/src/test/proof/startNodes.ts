import { type ServerProcess, startProcess } from '../startProcess';
import { serverEnvironment } from '../startServer';

/** Server processes on one database, with the demo's models at their natural pace. */
export function startNodes(databaseUrl: string, count: number): Promise<ServerProcess[]> {
  const environment = { ...serverEnvironment(databaseUrl), DEMO: 'on', CONFIG_FILE: '' };
  return Promise.all(
    Array.from({ length: count }, (_, i) => startProcess({ ...environment, NODE_NAME: `node-${i}` })),
  );
}

import { availableParallelism } from 'node:os';
import path from 'node:path';
import { startBenchDatabase } from '../benchDatabase';
import type { BenchOptions } from '../benchOptions';
import { askTable, type BenchReport } from '../benchReport';
import { pin, startScript } from '../childScript';
import { measureRounds, type Scenario, type Target } from './gatewayRounds';
import { comparisonTable, gatewayAsks, pacedTable } from './gatewayTables';
import { measureHeldLimit } from './heldLimit';
import { measureMemory, memoryAsks, memoryTable } from './memory';
import { startOurs } from './oursTarget';
import { startPortkey } from './portkeyTarget';

const ANSWERS = ['json', 'stream'] as const;
const CONNECTIONS = [1, 32, 128];
const PACED: Scenario = { answer: 'paced', connections: 64 };

/** Our gateway beside a bare one and Portkey's, in turn in one run, and what it holds of memory. */
export async function benchGateway({
  isQuick,
  tell,
}: BenchOptions): Promise<BenchReport & { version: string }> {
  const stops: (() => Promise<void>)[] = [];
  const opened = <T extends { stop(): Promise<void> }>(thing: T): T => {
    stops.unshift(() => thing.stop());
    return thing;
  };
  try {
    tell('Starting a database, an upstream and the gateways.');
    const database = opened(await startBenchDatabase());
    const upstream = opened(await startScript<{ port: number }>(script('upstreamServer'), {}));
    const upstreamPort = upstream.ready.port;
    const load = opened(await startScript<object>(script('loadGenerator'), {}));
    const bare = opened(await startScript<{ port: number }>(script('bareGateway'), { upstreamPort }));
    const ours = opened(await startOurs(database, upstreamPort));
    const portkey = opened(await startPortkey());
    const targets: Target[] = [
      { name: 'bare', port: bare.ready.port, pid: bare.pid },
      { name: 'ours', port: ours.port, pid: ours.pid },
      { name: 'portkey', port: portkey.port, pid: portkey.pid },
    ];
    if (availableParallelism() > 1) {
      for (const { pid } of targets) pin(pid, 0);
      for (const { pid } of [upstream, load]) pin(pid, 1);
    }
    const scenarios = ANSWERS.flatMap((answer) =>
      CONNECTIONS.map((connections) => ({ answer, connections })),
    );
    const direct: Target = { name: 'direct', port: upstreamPort, pid: upstream.pid };
    const rounds = await measureRounds({
      scenarios: [...scenarios, PACED],
      targetsOf: ({ answer }) => (answer === 'paced' ? [direct, ...targets] : targets),
      rounds: isQuick ? 1 : 7,
      durationMs: isQuick ? 100 : 1_500,
      load,
      secrets: ours.secrets,
      upstreamPort,
      tell,
    });
    const held = await measureHeldLimit(database.db, ours, isQuick);
    // One that has answered nothing yet: what it holds when idle is not what a load has left behind.
    const fresh = opened(await startOurs(database, upstreamPort));
    const memory = await measureMemory({ ours: fresh, upstreamPort, isQuick, tell });
    return {
      name: 'gateway',
      title: 'The gateway',
      version: database.version,
      tables: [
        askTable([...gatewayAsks(rounds, PACED), held, ...memoryAsks(memory)]),
        comparisonTable(rounds, scenarios),
        pacedTable(rounds, PACED),
        memoryTable(memory),
      ],
    };
  } finally {
    for (const stop of stops) await stop();
  }
}

function script(name: string): string {
  return path.join(__dirname, `${name}.ts`);
}

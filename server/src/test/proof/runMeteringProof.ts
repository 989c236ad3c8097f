import { parseArgs } from 'node:util';
import { openMeteringWorld } from './meteringWorld';
import { type MeteringProof, proveMetering } from './proveMetering';
import { wholeNumber } from './wholeNumber';

const HELP = `npm run prove:metering [-- --rounds 30 --clients 16 --json]
Starts three server processes on a PostgreSQL of their own, lets clients make calls all the time, and in each round kills a node with
-9; every fifth round PostgreSQL is frozen for 4 seconds, every seventh it is killed with -9. The upstream, which is this program,
and the clients know what was used. Exits with 1 unless every answer that ended well is in the ledger once, as the upstream
counted it, nothing is open a minute later, all sums are what the ledger says, and no node fell by itself. Takes about ten seconds a round.
`;

/** `npm run prove:metering`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '30' },
      clients: { type: 'string', default: '16' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const [rounds, clients] = [
    wholeNumber('rounds', values.rounds, 1_000),
    wholeNumber('clients', values.clients, 500),
  ];
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  tell('Starting PostgreSQL and three nodes.');
  const world = await openMeteringWorld();
  try {
    const options = { rounds, clients, freezeEvery: 5, killDatabaseEvery: 7, onProgress: tell };
    const proof = await proveMetering(world, options);
    process.stdout.write(values.json ? `${JSON.stringify(proof)}\n` : report(proof));
    process.exitCode = isProved(proof) ? 0 : 1;
  } finally {
    await world.close();
  }
}

function isProved(proof: MeteringProof): boolean {
  const { notMetered, doubled, wronglyMetered, invented, open, wrongSums, nodesFallen, endedWell } = proof;
  const wrong = notMetered + doubled + wronglyMetered + invented + open + wrongSums + nodesFallen;
  return endedWell > 0 && wrong === 0;
}

function report(proof: MeteringProof): string {
  return `${proof.rounds} rounds: ${proof.nodesKilled} nodes killed, PostgreSQL frozen ${proof.databaseFreezes} times and killed ${proof.databaseKills} times
${proof.calls} calls: ${proof.endedWell} ended well, ${proof.refused} refused, ${proof.broken} broken off
nodes that fell by themselves: ${proof.nodesFallen}
ended well and not metered: ${proof.notMetered}
metered otherwise than the upstream counted: ${proof.wronglyMetered}
metered more than once: ${proof.doubled}
metered and never asked: ${proof.invented}
open after 60 s: ${proof.open} (all settled after ${proof.settledAfterSeconds} s)
sums that are not what the ledger says: ${proof.wrongSums}
booked as lost by another node: ${proof.bookedAsLost}, of which ${proof.corrected} were corrected later
`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

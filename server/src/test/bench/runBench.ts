import { machineLine, reportText, writeSection } from './benchReport';
import { benchGateway } from './gateway/gatewayBench';
import { benchMetering } from './metering/meteringBench';
import { benchUsage } from './usage/usageBench';

const BENCHMARKS = { gateway: benchGateway, metering: benchMetering, usage: benchUsage };
type BenchmarkName = keyof typeof BENCHMARKS;
const EVENTS = 10_000_000;
const QUICK_EVENTS = 20_000;

const HELP = `npm run bench -- [gateway] [metering] [usage] [--quick] [--events N] [--json]
Measures on a PostgreSQL of its own, as ratios within one run, and writes the tables into docs/benchmarks.md.

  gateway     our gateway beside a bare one and Portkey's: speed, processor, memory; about 8 minutes
  metering    admission and settlement: rows a second by batch and by writers; about 3 minutes
  usage       questions about usage on 10 million events; about 10 minutes
  --quick     everything small, to see that it works; nothing is written
  --events N  of the usage benchmark, from 1000; nothing is written
  --json      one JSON value on standard output; nothing is written
  --help      this text
`;

/** `npm run bench`. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return;
  }
  const isQuick = args.includes('--quick');
  const events = eventsOf(args) ?? (isQuick ? QUICK_EVENTS : EVENTS);
  const isForTheRecord = !['--quick', '--json', '--events'].some((option) => args.includes(option));
  const reports = [];
  for (const name of namesOf(args)) {
    const tell = (line: string): void => void process.stderr.write(`${name}: ${line}\n`);
    const report = await BENCHMARKS[name]({ isQuick, events, tell });
    const command = `npm run bench -- ${name}${isQuick ? ' --quick' : ''}`;
    const text = reportText(report, machineLine(report.version, new Date()), command);
    if (isForTheRecord) writeSection(name, text);
    if (!args.includes('--json')) process.stdout.write(`${text}\n\n`);
    reports.push(report);
  }
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(reports)}\n`);
}

/** @throws Error naming what is allowed. */
function namesOf(args: readonly string[]): BenchmarkName[] {
  const known = Object.keys(BENCHMARKS) as BenchmarkName[];
  const eventsValue = args[args.indexOf('--events') + 1];
  const given = args.filter(
    (arg) => !arg.startsWith('--') && !(args.includes('--events') && arg === eventsValue),
  );
  const flags = args.filter(
    (arg) => arg.startsWith('--') && !['--quick', '--json', '--events'].includes(arg),
  );
  const wrong = [...given.filter((name) => !known.some((one) => one === name)), ...flags];
  if (wrong.length > 0) throw new Error(`${wrong[0]} is not known here.\n\n${HELP}`);
  return given.length > 0 ? known.filter((name) => given.includes(name)) : known;
}

function eventsOf(args: readonly string[]): number | null {
  if (!args.includes('--events')) return null;
  const events = Number(args[args.indexOf('--events') + 1]);
  if (!Number.isInteger(events) || events < 1_000 || events > 100_000_000) {
    throw new Error('--events takes a whole number from 1000 to 100000000.');
  }
  return events;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

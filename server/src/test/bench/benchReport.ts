import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

/** What one benchmark has to say, for people and for programs. */
export interface BenchReport {
  /** Its name on the command line and the name of its section. */
  readonly name: string;
  readonly title: string;
  readonly tables: readonly BenchTable[];
}

export interface BenchTable {
  readonly title: string;
  /** What a row is, and how it was measured. */
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One asked ratio and what was measured. */
export interface Ask {
  readonly what: string;
  readonly asked: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const DOCUMENT = path.resolve(__dirname, '../../../../docs/benchmarks.md');

export function askTable(asks: readonly Ask[]): BenchTable {
  return {
    title: 'What was asked',
    note: 'Ratios of the same run; a machine that is shared moves all of its rows together.',
    head: ['', 'asked', 'measured', ''],
    rows: asks.map(({ what, asked, measured, isMet }) => [
      what,
      asked,
      measured,
      isMet ? 'met' : '**not met**',
    ]),
  };
}

/** The machine and the moment, without names or paths. */
export function machineLine(postgresVersion: string, now: Date): string {
  const [cpu] = cpus();
  const memoryGiB = Math.round(totalmem() / 1_073_741_824);
  return `${now.toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memoryGiB} GiB, Node.js ${process.versions.node}, PostgreSQL ${postgresVersion}`;
}

export function reportText({ title, tables }: BenchReport, machine: string, command: string): string {
  const parts = tables.map(
    ({ title: heading, note, head, rows }) =>
      `### ${heading}\n\n${note}\n\n${[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')}`,
  );
  return `## ${title}\n\n\`${command}\` on ${machine}.\n\n${parts.join('\n\n')}`;
}

/** Puts the text between this benchmark's marks in the document, and leaves the rest alone. */
export function writeSection(name: string, text: string, file = DOCUMENT): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const document = readFileSync(file, 'utf8');
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path.basename(file)} has no marks for ${name}.`);
  writeFileSync(file, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}

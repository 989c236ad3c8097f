import { stringify } from 'csv-stringify/sync';
import type { Actor } from '../platform/actor';
import { invalidInput } from '../platform/domainError';
import { ExportNames, type NameSources } from './exportNames';
import { focusCsv } from './focusCsv';
import { type CsvForm, usageCsv } from './usageCsv';
import type { AskUsage, UsageQuestion } from './usageQuestion';
import type { UsageQuestions } from './usageQuestions';
import type { UsageExportRow, UsageRowsRepository } from './usageRows.repository';

export const EXPORT_FORMATS = ['csv', 'focus'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface UsageExportParts extends NameSources {
  readonly rows: UsageRowsRepository;
  readonly questions: UsageQuestions;
  readonly nameOfAccount: (accountId: string) => Promise<string>;
  /** What the marketplace is called on bills. */
  readonly providerName: string;
}

/** A file that is being made. */
export interface ExportedFile {
  /** Such as `usage_2026-05-25_2026-06-23_Europe-Berlin.csv`: the first and the last day that it tells of. */
  readonly fileName: string;
  /** The text of the file, in order. Read it to its end, or fire the signal. */
  readonly chunks: AsyncIterable<string>;
}

const CSV_OPTIONS = {
  record_delimiter: '\r\n',
  // Spreadsheets run what begins like a formula; key names are written by people.
  escape_formulas: true,
} as const;

/** Answers of any length as a file, in constant memory. */
export class UsageExport {
  constructor(private readonly parts: UsageExportParts) {}

  /**
   * Begins a file; when this resolves, its first rows are there.
   *
   * @throws DomainError INVALID_INPUT as `usage` does, and for an answer of more than a million rows.
   */
  async open(
    actor: Actor,
    asked: AskUsage & { readonly format: ExportFormat },
    signal: AbortSignal,
  ): Promise<ExportedFile> {
    const question = await this.parts.questions.read(actor, withGranularity(asked));
    const form = asked.format === 'csv' ? usageCsv(question) : await this.focus(actor.accountId);
    const numbered = await this.parts.questions.numbered(question);
    const batches = this.parts.rows.stream(actor.accountId, numbered, signal);
    const first = await batches.next();
    const names = new ExportNames(actor.accountId, this.parts);
    return {
      fileName: fileNameOf(question),
      chunks: textOf(
        { columns: form.columns, first: first.done ? [] : first.value, rest: batches },
        async (rows) => stringify((await names.addTo(rows)).map(form.cells), CSV_OPTIONS),
      ),
    };
  }

  private async focus(accountId: string): Promise<CsvForm> {
    const { nameOfAccount, providerName } = this.parts;
    return focusCsv({ id: accountId, name: await nameOfAccount(accountId), providerName });
  }
}

interface Table {
  readonly columns: readonly string[];
  readonly first: readonly UsageExportRow[];
  readonly rest: AsyncIterable<readonly UsageExportRow[]>;
}

async function* textOf(
  { columns, first, rest }: Table,
  linesOf: (rows: readonly UsageExportRow[]) => Promise<string>,
): AsyncGenerator<string> {
  yield stringify([columns], CSV_OPTIONS) + (await linesOf(first));
  for await (const rows of rest) yield await linesOf(rows);
}

/** A charge of FOCUS belongs to one billing month, which weeks and whole ranges may cross. */
function withGranularity<Asked extends AskUsage & { readonly format: ExportFormat }>(asked: Asked): Asked {
  if (asked.format === 'csv') return asked;
  const granularity = asked.granularity ?? 'DAY';
  if (granularity === 'TOTAL' || granularity === 'WEEK') {
    throw invalidInput('granularity', 'A FOCUS export is by FIVE_MINUTES, HOUR, DAY or MONTH.');
  }
  return { ...asked, granularity };
}

function fileNameOf({ from, to, timeZone }: UsageQuestion): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const last = new Date(to.getTime() - 1);
  return `usage_${day.format(from)}_${day.format(last)}_${timeZone.replaceAll('/', '-')}.csv`;
}

import type { UsageQuery } from '../../graphql/usage/graphql';
import type { TableLayout } from './usageQuestion';
import { UNKNOWN } from './usageSeries';
import { sortedByUsage, type UsageSort } from './usageSort';
import type { UsageNumbers, UsageReport } from './useUsage';

type TableRow = UsageQuery['table']['rows'][number];
export type UsageApiKey = NonNullable<TableRow['apiKey']>;
export type UsageModel = NonNullable<TableRow['model']>;

/** What one line is about: what it has not is null; what is no longer known is UNKNOWN. */
export interface LineSubject {
  readonly model?: UsageModel | typeof UNKNOWN;
  readonly apiKey?: UsageApiKey | typeof UNKNOWN;
  readonly day?: string;
}

/** One line of the table and those below it. Every number is the server's; nothing is added up here. */
export interface UsageLine {
  readonly id: string;
  readonly subject: LineSubject;
  readonly usage: UsageNumbers;
  /** The same of the period before; null where there was none. */
  readonly before: UsageNumbers | null;
  readonly children: readonly UsageLine[];
}

const SUBJECTS = {
  model: ({ model }: TableRow | GroupRow): LineSubject => ({ model: model ?? UNKNOWN }),
  apiKey: ({ apiKey }: TableRow | GroupRow): LineSubject => ({ apiKey: apiKey ?? UNKNOWN }),
} as const;
type GroupRow = NonNullable<UsageQuery['groups']>['rows'][number];

/** The lines of a layout, as the server sent them. */
export function usageLines(
  report: UsageReport,
  before: UsageReport | null,
  layout: TableLayout,
): readonly UsageLine[] {
  switch (layout) {
    case 'model-key':
      return nested(report, before, { outer: 'model', inner: 'apiKey' });
    case 'key-model':
      return nested(report, before, { outer: 'apiKey', inner: 'model' });
    case 'flat': {
      const earlier = usageById(before?.table.rows ?? [], pairId);
      return report.table.rows.map((row) => ({
        id: pairId(row),
        subject: { ...SUBJECTS.model(row), ...SUBJECTS.apiKey(row) },
        usage: row.usage,
        before: earlier.get(pairId(row)) ?? null,
        children: [],
      }));
    }
    case 'day':
      return report.table.rows.map(dayLine);
  }
}

/**
 * The same lines in the order asked for, those below a group too. Without one the largest come first, and days run from
 * the newest back. Lines without others below stay the same objects: they need not be drawn anew.
 */
export function sortedLines(
  lines: readonly UsageLine[],
  layout: TableLayout,
  sort: UsageSort | null,
): readonly UsageLine[] {
  if (sort === null && layout === 'day') return [...lines].reverse();
  const order = sort ?? '-total';
  const groups = lines.map((line) =>
    line.children.length < 2 ? line : { ...line, children: sortedByUsage(line.children, order) },
  );
  return sortedByUsage(groups, order);
}

interface Nesting {
  readonly outer: 'model' | 'apiKey';
  readonly inner: 'model' | 'apiKey';
}

function nested(
  report: UsageReport,
  before: UsageReport | null,
  { outer, inner }: Nesting,
): readonly UsageLine[] {
  const earlierGroups = usageById(before?.groups?.rows ?? [], (row) => partId(row[outer]));
  const earlierLines = usageById(before?.table.rows ?? [], pairId);
  const below = new Map<string, UsageLine[]>();
  for (const row of report.table.rows) {
    const groupId = partId(row[outer]);
    const lines = below.get(groupId) ?? [];
    lines.push({
      id: `${groupId} ${partId(row[inner])}`,
      subject: SUBJECTS[inner](row),
      usage: row.usage,
      before: earlierLines.get(pairId(row)) ?? null,
      children: [],
    });
    below.set(groupId, lines);
  }
  return (report.groups?.rows ?? []).map((row) => {
    const id = partId(row[outer]);
    return {
      id,
      subject: SUBJECTS[outer](row),
      usage: row.usage,
      before: earlierGroups.get(id) ?? null,
      children: below.get(id) ?? [],
    };
  });
}

function dayLine({ bucketStart, usage }: TableRow): UsageLine {
  const day = bucketStart ?? '';
  return { id: day, subject: { day }, usage, before: null, children: [] };
}

function partId(part: { readonly id: string } | null): string {
  return part?.id ?? UNKNOWN;
}

function pairId({ model, apiKey }: TableRow): string {
  return `${partId(model)} ${partId(apiKey)}`;
}

function usageById<Row extends { readonly usage: UsageNumbers }>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
): ReadonlyMap<string, UsageNumbers> {
  return new Map(rows.map((row) => [idOf(row), row.usage]));
}

import type { LineSubject, UsageLine } from './usageTable';

export interface TableRow {
  readonly line: UsageLine;
  readonly depth: 0 | 1;
  /** Null where nothing lies below. */
  readonly isOpen: boolean | null;
}

/** The rows that stand under each other: groups with what is unfolded below them. */
export function rowsOf(lines: readonly UsageLine[], folded: ReadonlySet<string>): readonly TableRow[] {
  return lines.flatMap((line): readonly TableRow[] => {
    if (line.children.length === 0) return [{ line, depth: 0, isOpen: null }];
    const isOpen = !folded.has(line.id);
    const below = line.children.map((child): TableRow => ({ line: child, depth: 1, isOpen: null }));
    return [{ line, depth: 0, isOpen }, ...(isOpen ? below : [])];
  });
}

/** Lines whose name holds a text; a group stays whole when its own name does, else with those below that do. */
export function matchingLines(
  lines: readonly UsageLine[],
  text: string,
  nameOf: (subject: LineSubject) => string,
): readonly UsageLine[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return lines;
  const fits = (line: UsageLine) => nameOf(line.subject).toLowerCase().includes(wanted);
  return lines.flatMap((line) => {
    if (fits(line)) return [line];
    const children = line.children.filter(fits);
    return children.length > 0 ? [{ ...line, children }] : [];
  });
}

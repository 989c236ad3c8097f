/** The columns of the list that can be hidden, in their order. Name and Action always stay. */
export const LIST_COLUMNS = [
  'key',
  'models',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'tokens30d',
  'status',
] as const;

export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What was chosen for each column; one without a choice shows where there is room. */
export type ColumnChoice = Readonly<Partial<Record<ListColumn, boolean>>>;

/** Without a choice these need a wide screen. */
const WIDE_ONLY: ReadonlySet<ListColumn> = new Set(['createdAt', 'expiresAt']);

const STORE = 'keymeter.columns';

/** Whether a column shows on a screen that is wide, or not. */
export function isColumnShown(column: ListColumn, choice: ColumnChoice, isWide: boolean): boolean {
  return choice[column] ?? (column !== 'tokens30d' && (isWide || !WIDE_ONLY.has(column)));
}

/** What this browser keeps; what it does not understand counts as not chosen. */
export function recallColumns(): ColumnChoice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    const pairs = Object.entries(kept ?? {}).filter(
      ([name, isShown]) => LIST_COLUMNS.some((column) => column === name) && typeof isShown === 'boolean',
    );
    return Object.fromEntries(pairs);
  } catch {
    return {};
  }
}

export function rememberColumns(choice: ColumnChoice): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(choice));
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
}

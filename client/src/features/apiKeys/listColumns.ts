/** The columns of the list that can be hidden, in their order. Name and Action always stay. */
export const LIST_COLUMNS = [
  'key',
  'models',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'tokens30d',
  'limits',
  'status',
] as const;

export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What was chosen for each column; one without a choice shows where there is room. */
export type ColumnChoice = Readonly<Partial<Record<ListColumn, boolean>>>;

/** Without a choice these need a wide screen. */
const WIDE_ONLY: ReadonlySet<ListColumn> = new Set(['createdAt', 'expiresAt']);

/** What is shown, and on what. */
export interface ColumnRoom {
  readonly isWide: boolean;
  /** True when any key of the page has limits. */
  readonly hasLimits: boolean;
}

const STORE = 'keymeter.columns';

/** Whether a column shows: as it was chosen, or else where there is room and something to say. */
export function isColumnShown(column: ListColumn, choice: ColumnChoice, room: ColumnRoom): boolean {
  return choice[column] ?? isShownUnasked(column, room);
}

function isShownUnasked(column: ListColumn, { isWide, hasLimits }: ColumnRoom): boolean {
  if (column === 'tokens30d') return false;
  if (column === 'limits') return hasLimits;
  return isWide || !WIDE_ONLY.has(column);
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

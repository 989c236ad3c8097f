import type { DataSource } from 'typeorm';

/** A step of a plan, as PostgreSQL carried it out. */
export interface PlanStep {
  /** Such as `Index Scan`. */
  readonly type: string;
  readonly table: string | null;
  readonly index: string | null;
  /** Rows that it looked at in all its runs, also those that it threw away. */
  readonly rowsRead: number;
  /** Rows that the steps below handed to it. */
  readonly rowsIn: number;
}

/** Does the work, and carries out each statement of it once more to see how: all steps of all plans. */
export async function explain(db: DataSource, work: () => Promise<unknown>): Promise<PlanStep[]> {
  const spy = jest.spyOn(db.manager, 'query');
  let statements: (readonly [sql: string, parameters?: unknown])[];
  try {
    await work();
    statements = [...spy.mock.calls];
  } finally {
    spy.mockRestore();
  }
  const steps: PlanStep[] = [];
  for (const [sql, parameters] of statements) {
    const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
      Array.isArray(parameters) ? parameters : [],
    );
    if (!row) throw new Error('PostgreSQL explained nothing.');
    steps.push(...stepsOf(row['QUERY PLAN'][0].Plan));
  }
  return steps;
}

/** How PostgreSQL writes it; there is more than that. Numbers of rows are those of an average run. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function stepsOf(node: PlanNode): PlanStep[] {
  const below = node.Plans ?? [];
  const thrownAway = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return [
    {
      type: node['Node Type'],
      table: node['Relation Name'] ?? null,
      index: node['Index Name'] ?? null,
      rowsRead: (node['Actual Rows'] + thrownAway) * node['Actual Loops'],
      rowsIn: below.reduce((sum, child) => sum + child['Actual Rows'] * child['Actual Loops'], 0),
    },
    ...below.flatMap(stepsOf),
  ];
}

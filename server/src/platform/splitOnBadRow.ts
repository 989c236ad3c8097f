/** What became of one row of a batch. */
export type RowOutcome<Out> =
  | { readonly ok: true; readonly value: Out }
  | { readonly ok: false; readonly error: unknown };

/**
 * Runs one statement for many rows. When a row makes the statement fail for a reason that lies in the data, the batch is
 * halved until that row stands alone, so that it harms no other: n rows with one bad one take about 2 log2(n) statements.
 *
 * @param run answers one value a row, in order. It must change nothing when it throws.
 * @throws whatever else `run` throws, such as a lost connection: then the outcome of every row is unknown.
 */
export async function splitOnBadRow<In, Out>(
  rows: readonly In[],
  run: (rows: readonly In[]) => Promise<readonly Out[]>,
): Promise<RowOutcome<Out>[]> {
  try {
    const values = await run(rows);
    if (values.length !== rows.length)
      throw new Error(`A batch of ${rows.length} rows got ${values.length} answers.`);
    return values.map((value) => ({ ok: true, value }));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (rows.length === 1) return [{ ok: false, error }];
    const middle = Math.ceil(rows.length / 2);
    const first = await splitOnBadRow(rows.slice(0, middle), run);
    return [...first, ...(await splitOnBadRow(rows.slice(middle), run))];
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

import { Client } from 'pg';

/** The beat of a node comes once a second, whatever is asked. */
const BACKGROUND = /INSERT INTO nodes|open_requests o/;

/** The SQL statements that the work sends, but for those of the background. Nothing else may run meanwhile. */
export async function countStatements(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
  } finally {
    for (const [query] of spy.mock.calls as unknown[][]) {
      const text =
        typeof query === 'string' ? query : String((query as { text?: string } | null)?.text ?? '');
      if (!BACKGROUND.test(text)) statements.push(text);
    }
    spy.mockRestore();
  }
  return statements;
}

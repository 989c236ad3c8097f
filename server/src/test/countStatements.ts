import { Client } from 'pg';

/** What comes by itself, whatever is asked: the beat of a node, calls of dead nodes, which programs use keys. */
const BACKGROUND = /INSERT INTO nodes|open_requests o\b|INSERT INTO api_key_clients/;

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

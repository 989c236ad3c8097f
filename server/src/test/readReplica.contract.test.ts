import { newUuid } from '../platform/uuid';
import type { Client } from './client';
import { createTestDatabase } from './database';
import { startServer, type TestServer } from './startServer';

/** Usage with READ_DATABASE_URL: on a server of its own, which here is another database, and on one that is away. */
const PASSWORD = 'correct horse battery';
const RANGE = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
let server: TestServer | null = null;
afterEach(() => server?.stop());

async function startWith(readDatabaseUrl: string): Promise<{ ann: Client; accountId: string }> {
  server = await startServer({ environment: { READ_DATABASE_URL: readDatabaseUrl } });
  const account = { name: 'Acme', plan: 'PAID', email: 'ann@example.com', password: PASSWORD } as const;
  const { accountId } = await server.app.services.accounts.createAccount(account);
  const ann = server.client();
  await ann.signIn(account.email, PASSWORD);
  const insert = `INSERT INTO usage_slots SELECT $1, $2, $3, number, 1, 10, 5, 0, 0, 0, 0, 0 FROM models LIMIT 1`;
  await server.app.services.db.query(insert, [accountId, '2026-03-01T10:00Z', newUuid()]);
  return { ann, accountId };
}

const requestsOf = async (ann: Client): Promise<number> =>
  (
    await ann.graphql('query ($input: UsageInput!) { usage(input: $input) { total { requests } } }', {
      input: RANGE,
    })
  ).data.usage.total.requests;
const csvLines = async (ann: Client): Promise<number> => {
  const response = await fetch(`${server?.url}/usage.csv?${new URLSearchParams(RANGE)}`, {
    headers: { cookie: ann.cookies },
  });
  return (await response.text()).split('\r\n').length - 2;
};

it('answers questions and exports from the database that READ_DATABASE_URL names', async () => {
  const replica = await createTestDatabase();
  try {
    const { ann } = await startWith(replica.url);

    // It has not got what the other one has.
    expect([await requestsOf(ann), await csvLines(ann)]).toEqual([0, 0]);
  } finally {
    await server?.stop();
    server = null;
    await replica.drop();
  }
});

it('starts and answers from its own database while that one is away', async () => {
  const { ann } = await startWith('postgres://nobody@127.0.0.1:1/gone');

  expect([await requestsOf(ann), await csvLines(ann)]).toEqual([1, 1]);
});

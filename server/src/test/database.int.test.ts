import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './database';

describe('a test database', () => {
  const made: TestDatabase[] = [];

  async function create(): Promise<TestDatabase> {
    const database = await createTestDatabase();
    made.push(database);
    return database;
  }

  async function query<T extends object>(url: string, sql: string): Promise<T[]> {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  afterAll(() => Promise.all(made.map((database) => database.drop())));

  it('is migrated', async () => {
    const { url } = await create();

    const [row] = await query<{ count: string }>(url, 'SELECT count(*) FROM migrations');

    expect(Number(row?.count)).toBeGreaterThan(0);
  });

  it('shows nothing of what another test file writes, also when many are made at once', async () => {
    const [first, second] = await Promise.all([create(), create(), create(), create()]);

    await query(first.url, 'CREATE TABLE mine (id int)');

    await expect(query(second.url, 'SELECT * FROM mine')).rejects.toThrow('relation "mine" does not exist');
  });

  it('can be removed while somebody is connected, and twice', async () => {
    const { url, drop } = await create();
    const client = new Client({ connectionString: url });
    const ended = new Promise((resolve) => client.on('error', resolve));
    await client.connect();

    await drop();
    await drop();

    await expect(ended).resolves.toMatchObject({ code: '57P01' });
    await expect(query(url, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

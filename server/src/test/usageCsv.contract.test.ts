import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { newUuid } from '../platform/uuid';
import type { Client } from './client';
import { eventually } from './eventually';
import { insertModel } from './factories';
import { PUBLIC_URL, startServer, type TestServer } from './startServer';

let server: TestServer;
let ann: Client;
let accountId: string;
const PASSWORD = 'correct horse battery';
const db = () => server.app.services.db;

beforeAll(async () => {
  server = await startServer();
  accountId = await newAccount('ann@example.com', 'Europe/Berlin');
  ann = await signedIn('ann@example.com');
});
afterAll(() => server.stop());

async function newAccount(email: string, timeZone: string): Promise<string> {
  const account = { name: 'Acme', plan: 'PAID', email, password: PASSWORD, timeZone } as const;
  return (await server.app.services.accounts.createAccount(account)).accountId;
}

async function signedIn(email: string): Promise<Client> {
  const client = server.client();
  await client.signIn(email, PASSWORD);
  return client;
}

async function newKey(name: string): Promise<string> {
  const create = `mutation ($name: String!) { createApiKey(input: { name: $name, allModels: true }) { apiKey { id } } }`;
  return (await ann.graphql(create, { name })).data.createApiKey.apiKey.id;
}

interface Slot {
  readonly at: string;
  readonly key: string;
  readonly model: string;
  readonly tokens?: string;
  readonly unpriced?: number;
}
const insertSlot = ({ at, key, model, tokens = '10', unpriced = 0 }: Slot) =>
  db().query(
    `INSERT INTO usage_slots SELECT $1, $2, $3, number, 1, $5, 5, 4, 3, 0, 0.25, $6 FROM models WHERE id = $4`,
    [accountId, at, key, model, tokens, unpriced],
  );

const asMember = () => ({ cookie: ann.cookies });
async function ask(query: Record<string, string>, headers: Record<string, string> = asMember()) {
  const response = await fetch(`${server.url}/usage.csv?${new URLSearchParams(query)}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
const linesOf = (text: string): string[] => text.split('\r\n').slice(0, -1);

const DAYS = { from: '2026-03-28T00:00:00+01:00', to: '2026-03-31T00:00:00+02:00', granularity: 'DAY' };

describe('the CSV of usage', () => {
  it('has a line for each day, model and key, in the zone, with names, masked keys and exact numbers', async () => {
    const key = await newKey('prod "web", Hà Nội');
    await insertSlot({ at: '2026-03-28T23:00Z', key, model: 'demo/quick' });
    await insertSlot({ at: '2026-03-29T21:45Z', key, model: 'demo/quick', tokens: '9000000000000000000' });
    await insertSlot({ at: '2026-03-29T22:00Z', key, model: 'demo/quick', unpriced: 1 });

    const { status, headers, text } = await ask({ ...DAYS, apiKeyIds: key });

    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="usage_2026-03-28_2026-03-30_Europe-Berlin.csv"',
    );
    expect(headers.get('cache-control')).toBe('no-store');
    const [{ last_four: lastFour }] = await db().query('SELECT last_four FROM api_keys WHERE id = $1', [key]);
    const [{ name }] = await db().query(`SELECT name FROM models WHERE id = 'demo/quick'`);
    const about = `Europe/Berlin,DAY,demo/quick,${name},demo,${key},"prod ""web"", Hà Nội",${lastFour},ACTIVE`;
    expect(linesOf(text)).toEqual([
      'period_start,period_end,time_zone,granularity,model_id,model_name,provider,api_key_id,api_key_name,api_key_last4,api_key_status,requests,input_tokens,cached_input_tokens,output_tokens,reasoning_tokens,total_tokens,cost,currency',
      `2026-03-29T00:00:00+01:00,2026-03-30T00:00:00+02:00,${about},2,9000000000000000010,8,10,6,9000000000000000020,0.5,USD`,
      `2026-03-30T00:00:00+02:00,2026-03-31T00:00:00+02:00,${about},1,10,4,5,3,15,,USD`,
    ]);
  });

  it('keeps the names of revoked keys and retired models, and adds up to the answer of GraphQL', async () => {
    const key = await newKey('old');
    await insertModel(db(), 'gone/model');
    await db().query(`UPDATE models SET is_available = false WHERE id = 'gone/model'`);
    await insertSlot({ at: '2026-02-01T10:00Z', key, model: 'gone/model' });
    await ann.graphql(`mutation { revokeApiKey(input: { id: "${key}" }) { apiKey { id } } }`);
    const range = { from: '2026-01-31T23:00:00Z', to: '2026-02-28T23:00:00Z' };

    const { text } = await ask(range);

    const { data } = await ann.graphql(
      'query ($input: UsageInput!) { usage(input: $input) { total { totalTokens } } }',
      { input: range },
    );
    expect(linesOf(text)).toEqual([
      expect.anything(),
      expect.stringMatching(
        /^2026-02-01T00:00:00\+01:00,2026-03-01T00:00:00\+01:00,Europe\/Berlin,TOTAL,gone\/model,gone\/model,gone,.*,old,\w{4},REVOKED,1,10,4,5,3,15,0.25,USD$/,
      ),
    ]);
    expect(data.usage.total.totalTokens).toBe(15);
  });

  it('gives a spreadsheet nothing to run', async () => {
    const model = 'demo/quick';
    for (const [i, name] of ['=1+1', '+1', '-1', '@sum'].entries()) {
      await insertSlot({ at: `2026-04-0${i + 1}T10:00Z`, key: await newKey(name), model });
    }

    const { text } = await ask({ from: '2026-04-01T00:00:00Z', to: '2026-04-05T00:00:00Z' });

    const names = linesOf(text)
      .slice(1)
      .map((line) => line.split(',')[8]);
    expect(names.sort()).toEqual(["'+1", "'-1", "'=1+1", "'@sum"]);
  });

  it('is filtered and grouped as asked, and has a heading only when nothing was used', async () => {
    const [one, two] = [await newKey('one'), await newKey('two')];
    for (const key of [one, two]) await insertSlot({ at: '2026-05-01T10:00Z', key, model: 'demo/quick' });
    const range = { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z' };
    const lines = async (query: Record<string, string>) =>
      linesOf((await ask({ ...range, ...query })).text).slice(1);

    expect(await lines({ groupBy: '' })).toEqual([
      expect.stringContaining(',TOTAL,,,,,,,,2,20,8,10,6,30,0.5,USD'),
    ]);
    expect((await lines({ groupBy: 'API_KEY' })).length).toBe(2);
    expect((await lines({ apiKeyIds: `${one},${two}`, modelIds: 'demo/quick,never/was' })).length).toBe(2);
    expect(await lines({ apiKeyIds: newUuid() })).toEqual([]);
  });

  it("shows nothing of another account, not even by its key's id", async () => {
    const key = await newKey('mine');
    await insertSlot({ at: '2026-05-10T10:00Z', key, model: 'demo/quick' });
    await newAccount('bob@example.com', 'UTC');
    const bob = await signedIn('bob@example.com');
    const query = { from: '2026-05-10T00:00:00Z', to: '2026-05-11T00:00:00Z', apiKeyIds: key };

    expect(linesOf((await ask(query)).text).length).toBe(2);
    expect(linesOf((await ask(query, { cookie: bob.cookies })).text).length).toBe(1);
  });

  it('comes in the columns of FOCUS too, by day when nothing else is said', async () => {
    const key = await newKey('focus');
    await insertSlot({ at: '2026-06-01T10:00Z', key, model: 'demo/quick' });

    const { text } = await ask({
      from: '2026-06-01T00:00:00Z',
      to: '2026-06-02T00:00:00Z',
      format: 'focus',
    });

    const [columns = '', line = ''] = linesOf(text);
    const cells = line.split(',');
    const row = Object.fromEntries(columns.split(',').map((column, i) => [column, cells[i]]));
    expect(row).toMatchObject({
      BilledCost: '0.25',
      BillingAccountId: accountId,
      BillingCurrency: 'USD',
      BillingPeriodStart: '2026-05-31T22:00:00Z',
      BillingPeriodEnd: '2026-06-30T22:00:00Z',
      ChargeCategory: 'Usage',
      ChargePeriodStart: '2026-06-01T00:00:00Z',
      ChargePeriodEnd: '2026-06-01T22:00:00Z',
      ConsumedQuantity: '15',
      ConsumedUnit: 'Tokens',
      ResourceId: key,
      ResourceName: 'focus',
      ServiceCategory: 'AI and Machine Learning',
      SkuId: 'demo/quick',
      x_InputTokens: '10',
      x_OutputTokens: '5',
    });
  });
});

describe('the CSV is refused', () => {
  const valid = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };

  it.each<[string, Record<string, string>, string]>([
    ['without a beginning', { to: valid.to }, 'from'],
    ['with an end before its beginning', { ...valid, to: '2026-02-01T00:00:00Z' }, 'to'],
    ['with a time without an offset', { ...valid, to: '2026-03-02T00:00:00' }, 'to'],
    ['with a zone that is none', { ...valid, timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['with a step that is none', { ...valid, granularity: 'FORTNIGHT' }, 'granularity'],
    ['with a group that is none', { ...valid, groupBy: 'MODEL,USER' }, 'groupBy'],
    ['with an empty filter', { ...valid, modelIds: '' }, 'modelIds'],
    ['with a format that is none', { ...valid, format: 'xlsx' }, 'format'],
    ['with weeks for FOCUS', { ...valid, format: 'focus', granularity: 'WEEK' }, 'granularity'],
    ['with a parameter that is none', { ...valid, apiKeys: 'x' }, 'apiKeys'],
  ])('%s, naming what is wrong', async (_case, query, field) => {
    const { status, text } = await ask(query);

    expect([status, JSON.parse(text).error]).toEqual([
      400,
      expect.objectContaining({ code: 'INVALID_INPUT', field }),
    ]);
  });

  it('with a parameter given twice', async () => {
    const response = await fetch(`${server.url}/usage.csv?from=1&from=2`, { headers: asMember() });

    expect([response.status, (await response.json()) as unknown]).toEqual([
      400,
      { error: expect.objectContaining({ field: 'from' }) },
    ]);
  });

  it('to whoever may not read usage: nobody, another site, an API key, a token without the scope', async () => {
    const token = async (scope: string): Promise<string> =>
      (
        await ann.graphql(
          'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }',
          { input: { name: 'csv', scopes: [scope] } },
        )
      ).data.createAccessToken.secret;
    const { secret } = (
      await ann.graphql('mutation { createApiKey(input: { name: "k", allModels: true }) { secret } }')
    ).data.createApiKey;
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
    const statusOf = async (headers: Record<string, string>) => (await ask(valid, headers)).status;

    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ ...asMember(), 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf({ ...asMember(), 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL })).toBe(200);
    expect(await statusOf(bearer(secret))).toBe(401);
    expect(await statusOf(bearer(await token('KEYS_READ')))).toBe(403);
    expect(await statusOf(bearer(await token('USAGE_READ')))).toBe(200);
  });
});

describe('a long export', () => {
  const range = {
    from: '2025-01-01T00:00:00Z',
    to: '2026-01-01T00:00:00Z',
    granularity: 'HOUR',
    groupBy: 'MODEL',
  };
  const LINES = 8_760 * 5;

  beforeAll(async () => {
    await db().query(
      `INSERT INTO usage_slots
       SELECT $1, timestamptz '2025-01-01Z' + make_interval(hours => hour), $2, number, 1, 1, 1, 0, 0, 0, 0, 0
       FROM generate_series(0, 8759) hour, (SELECT number FROM models ORDER BY number LIMIT 5) m`,
      [accountId, await newKey('busy')],
    );
  });

  const sessions = async (): Promise<unknown[]> =>
    db().query(
      `SELECT state FROM pg_stat_activity
       WHERE application_name = 'keymeter export' AND datname = current_database() AND state <> 'idle'`,
    );
  /** Asks, and reads nothing of the body until told to. */
  const begin = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const url = `${server.url}/usage.csv?${new URLSearchParams(range)}`;
      get(url, { headers: asMember(), agent: false }, resolve).on('error', reject);
    });

  it('comes whole, no faster than the client reads it, and two at once are enough', async () => {
    const answers = [await begin(), await begin()];
    expect((await ask(range)).status).toBe(429);

    await eventually(async () =>
      expect(await sessions()).toEqual([{ state: 'idle in transaction' }, { state: 'idle in transaction' }]),
    );
    let text = '';
    for await (const chunk of answers[0] ?? []) text += chunk;
    expect(linesOf(text).length).toBe(LINES + 1);
    answers[1]?.destroy();

    await eventually(async () => expect(await sessions()).toEqual([]));
    await eventually(async () => expect((await ask({ ...range, granularity: 'MONTH' })).status).toBe(200));
  }, 60_000);

  it('is cut off, not ended, when the database goes away in its middle', async () => {
    const answer = await begin();
    await eventually(async () => expect(await sessions()).toEqual([{ state: 'idle in transaction' }]));
    await db().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'keymeter export' AND datname = current_database()`,
    );

    const read = async () => {
      for await (const _chunk of answer);
    };

    await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(answer.complete).toBe(false);
  });
});

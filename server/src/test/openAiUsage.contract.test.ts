import OpenAI, { AuthenticationError, BadRequestError, PermissionDeniedError } from 'openai';
import { newUuid } from '../platform/uuid';
import type { Client } from './client';
import { insertModel } from './factories';
import { startServer, type TestServer } from './startServer';

/** OpenAI's usage API, asked with OpenAI's own SDK. */
let server: TestServer;
let ann: Client;
let accountId: string;
let usage: OpenAI.Admin.Organization.Usage;
const PASSWORD = 'correct horse battery';
const db = () => server.app.services.db;
const KEYS = [newUuid(), newUuid()] as const;
const seconds = (instant: string): number => Date.parse(instant) / 1_000;
const DAY = 86_400;

beforeAll(async () => {
  server = await startServer();
  const account = { name: 'Acme', plan: 'PAID', email: 'ann@example.com', password: PASSWORD } as const;
  accountId = (await server.app.services.accounts.createAccount(account)).accountId;
  ann = server.client();
  await ann.signIn(account.email, PASSWORD);
  await insertModel(db(), 'acme/unpriced', null);
  await insertModel(db(), 'acme/vectors');
  await db().query(`UPDATE models SET kind = 'EMBEDDING' WHERE id = 'acme/vectors'`);
  await insertSlot({ at: '2026-03-01T10:00Z', key: KEYS[0], model: 'demo/quick' });
  await insertSlot({ at: '2026-03-01T23:45Z', key: KEYS[1], model: 'demo/quick', input: 7 });
  await insertSlot({ at: '2026-03-03T00:00Z', key: KEYS[0], model: 'acme/unpriced', unpriced: 1 });
  await insertSlot({ at: '2026-03-03T00:00Z', key: KEYS[0], model: 'acme/vectors', input: 50 });
  usage = sdk(await newToken('USAGE_READ')).admin.organization.usage;
});
afterAll(() => server.stop());

const sdk = (adminAPIKey: string): OpenAI =>
  new OpenAI({ adminAPIKey, apiKey: null, baseURL: `${server.url}/v1`, maxRetries: 0 });

async function newToken(scope: string): Promise<string> {
  const create = 'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }';
  return (await ann.graphql(create, { input: { name: 'usage', scopes: [scope] } })).data.createAccessToken
    .secret;
}

interface Slot {
  readonly at: string;
  readonly key: string;
  readonly model: string;
  readonly input?: number;
  readonly unpriced?: number;
}
const insertSlot = ({ at, key, model, input = 100, unpriced = 0 }: Slot) =>
  db().query(
    `INSERT INTO usage_slots SELECT $1, $2, $3, number, 2, $5, 20, 6, 5, 0, 0.1 + 0.2::numeric, $6 FROM models WHERE id = $4`,
    [accountId, at, key, model, input, unpriced],
  );

const MARCH = { start_time: seconds('2026-03-01T00:00:00Z'), end_time: seconds('2026-03-04T00:00:00Z') };

describe("OpenAI's usage API", () => {
  it('answers completions by day of UTC, ungrouped, with empty days and every field of OpenAI', async () => {
    const page = await usage.completions(MARCH);

    expect(page).toEqual({
      object: 'page',
      has_more: false,
      next_page: null,
      data: [
        {
          object: 'bucket',
          start_time: MARCH.start_time,
          end_time: MARCH.start_time + DAY,
          results: [
            {
              object: 'organization.usage.completions.result',
              input_tokens: 107,
              output_tokens: 40,
              num_model_requests: 4,
              input_cached_tokens: 12,
              input_uncached_tokens: 95,
              input_cache_write_tokens: null,
              input_text_tokens: null,
              output_text_tokens: null,
              input_cached_text_tokens: null,
              input_audio_tokens: null,
              input_cached_audio_tokens: null,
              output_audio_tokens: null,
              input_image_tokens: null,
              input_cached_image_tokens: null,
              output_image_tokens: null,
              project_id: null,
              user_id: null,
              api_key_id: null,
              model: null,
              batch: null,
              service_tier: null,
            },
          ],
        },
        {
          object: 'bucket',
          start_time: MARCH.start_time + DAY,
          end_time: MARCH.start_time + 2 * DAY,
          results: [],
        },
        {
          object: 'bucket',
          start_time: MARCH.start_time + 2 * DAY,
          end_time: MARCH.end_time,
          results: [expect.objectContaining({ input_tokens: 100 })],
        },
      ],
    });
  });

  it('groups by model and key, filters by both, and knows no batches', async () => {
    const results = async (more: Partial<OpenAI.Admin.Organization.UsageCompletionsParams>) =>
      (await usage.completions({ ...MARCH, ...more })).data.flatMap((bucket) =>
        bucket.results.map(
          (result) => 'output_tokens' in result && [result.model, result.api_key_id, result.input_tokens],
        ),
      );

    expect(await results({ group_by: ['model', 'api_key_id', 'project_id'] })).toEqual([
      ['demo/quick', KEYS[0], 100],
      ['demo/quick', KEYS[1], 7],
      ['acme/unpriced', KEYS[0], 100],
    ]);
    expect(await results({ group_by: ['model'], api_key_ids: [KEYS[1], 'not an id'] })).toEqual([
      ['demo/quick', null, 7],
    ]);
    expect(await results({ models: ['acme/unpriced', 'never/was'] })).toEqual([[null, null, 100]]);
    expect(await results({ models: ['never/was'] })).toEqual([]);
    expect(await results({ batch: true })).toEqual([]);
    expect((await results({ batch: false })).length).toBe(2);
  });

  it('answers embeddings apart', async () => {
    const { data } = await usage.embeddings({ ...MARCH, group_by: ['model'] });

    expect(data.flatMap(({ results }) => results)).toEqual([
      {
        object: 'organization.usage.embeddings.result',
        input_tokens: 50,
        num_model_requests: 2,
        project_id: null,
        user_id: null,
        api_key_id: null,
        model: 'acme/vectors',
      },
    ]);
  });

  it('answers costs of everything, null where a price is missing', async () => {
    const { data } = await usage.costs({ ...MARCH, group_by: ['line_item', 'api_key_id'] });

    const cost = (value: number | null, line: string, key: string) => ({
      object: 'organization.costs.result',
      amount: { value, currency: 'usd' },
      line_item: line,
      project_id: null,
      api_key_id: key,
      quantity: null,
      quantity_unit: null,
    });
    expect(data.flatMap(({ results }) => results)).toEqual(
      expect.arrayContaining([
        cost(0.3, 'demo/quick', KEYS[0]),
        cost(0.3, 'demo/quick', KEYS[1]),
        cost(null, 'acme/unpriced', KEYS[0]),
        cost(0.3, 'acme/vectors', KEYS[0]),
      ]),
    );
  });

  it('comes in pages whose buckets meet, of as many buckets as asked for, with a last one cut at the end', async () => {
    const question = { start_time: MARCH.start_time + 3_600, end_time: MARCH.end_time - 1, limit: 2 };
    const pages = [await usage.completions(question)];
    for (let page = pages[0]?.next_page; page; page = pages.at(-1)?.next_page) {
      pages.push(await usage.completions({ ...question, page }));
    }

    const buckets = pages.flatMap(({ data }) => data);
    const spans = buckets.map((bucket) => [bucket.start_time, bucket.end_time]);
    const results = buckets.flatMap((bucket) => bucket.results);
    expect(pages.map(({ has_more: hasMore }) => hasMore)).toEqual([true, false]);
    expect(spans).toEqual([
      [question.start_time, MARCH.start_time + DAY],
      [MARCH.start_time + DAY, MARCH.start_time + 2 * DAY],
      [MARCH.start_time + 2 * DAY, question.end_time],
    ]);
    expect(results.map((result) => 'num_model_requests' in result && result.num_model_requests)).toEqual([
      4, 2,
    ]);
  });

  it('has a page of the usual length for each width, up to now when no end is given', async () => {
    const start_time = seconds('2026-03-01T00:00:00Z');
    const lengths = await Promise.all(
      (['1d', '1h', '1m'] as const).map(
        async (bucket_width) => (await usage.completions({ start_time, bucket_width })).data.length,
      ),
    );
    const { data } = await usage.costs({ start_time: Math.floor(Date.now() / 1_000) - 60 });

    expect(lengths).toEqual([7, 24, 60]);
    expect(data.length).toBeGreaterThan(0);
    expect(Math.abs((data.at(-1)?.end_time ?? 0) - Date.now() / 1_000)).toBeLessThan(60);
  });

  it('counts single minutes from the ledger', async () => {
    const { secret } = (
      await ann.graphql('mutation { createApiKey(input: { name: "k", allModels: true }) { secret } }')
    ).data.createApiKey;
    const start_time = Math.floor(Date.now() / 60_000) * 60;
    await new OpenAI({ apiKey: secret, baseURL: `${server.url}/v1` }).chat.completions.create({
      model: 'demo/quick',
      messages: [{ role: 'user', content: 'Hello!' }],
    });

    const { data } = await usage.completions({ start_time, bucket_width: '1m' });

    expect(data.every((bucket) => bucket.end_time - bucket.start_time <= 60)).toBe(true);
    const results = data.flatMap((bucket) => bucket.results);
    expect(results).toEqual([expect.objectContaining({ num_model_requests: 1 })]);
  });
});

describe("OpenAI's usage API refuses", () => {
  const get = async (query: string, headers: Record<string, string> = {}, path = 'usage/completions') => {
    const response = await fetch(`${server.url}/v1/organization/${path}?${query}`, { headers });
    return {
      status: response.status,
      headers: response.headers,
      error: ((await response.json()) as { error: unknown }).error,
    };
  };

  it('credentials of another kind, in the words of OpenAI', async () => {
    const { secret } = (
      await ann.graphql('mutation { createApiKey(input: { name: "k", allModels: true }) { secret } }')
    ).data.createApiKey;
    const refused = (key: string) => sdk(key).admin.organization.usage.completions(MARCH);

    await expect(refused(secret)).rejects.toThrow(AuthenticationError);
    await expect(refused('aim_pat_nonsense')).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    const scopeless = refused(await newToken('KEYS_READ'));
    await expect(scopeless).rejects.toThrow(PermissionDeniedError);
    await expect(scopeless).rejects.toMatchObject({ code: 'insufficient_permissions' });
    const query = `start_time=${MARCH.start_time}`;
    for (const headers of [{}, { cookie: ann.cookies }]) {
      expect(await get(query, headers as Record<string, string>)).toMatchObject({
        status: 401,
        error: { type: 'invalid_request_error', param: null, code: 'missing_api_key' },
      });
    }
    expect(await get(query, { 'x-api-key': await newToken('USAGE_READ') })).toMatchObject({ status: 401 });
  });

  it.each<[param: string, query: string, path?: string]>([
    ['start_time', 'limit=1'],
    ['start_time', 'start_time=yesterday'],
    ['start_time', 'start_time=946684799'],
    ['start_time', 'start_time=1772323200&start_time=1772323201'],
    ['end_time', 'start_time=1772323200&end_time=1772323200'],
    ['bucket_width', 'start_time=1772323200&bucket_width=1w'],
    ['bucket_width', 'start_time=1772323200&bucket_width=1h', 'costs'],
    ['limit', 'start_time=1772323200&limit=32'],
    ['limit', 'start_time=1772323200&limit=0'],
    ['limit', 'start_time=1772323200&limit=169&bucket_width=1h'],
    ['limit', 'start_time=1772323200&limit=1441&bucket_width=1m'],
    ['limit', 'start_time=1772323200&limit=181', 'costs'],
    ['group_by', 'start_time=1772323200&group_by[]=line_item'],
    ['group_by', 'start_time=1772323200&group_by[]=batch', 'usage/embeddings'],
    ['group_by', 'start_time=1772323200&group_by=model', 'costs'],
    ['project_ids', 'start_time=1772323200&project_ids[]=proj_1'],
    ['user_ids', 'start_time=1772323200&user_ids=user_1'],
    ['models', 'start_time=1772323200&models=a', 'costs'],
    ['batch', 'start_time=1772323200&batch=maybe'],
    ['page', 'start_time=1772323200&page=page_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['page', 'start_time=1772323200&page=2'],
    ['colour', 'start_time=1772323200&colour=blue'],
  ])('a wrong %s: %s', async (param, query, path = 'usage/completions') => {
    const { status, error } = await get(
      query,
      { authorization: `Bearer ${await newToken('USAGE_READ')}` },
      path,
    );

    expect([status, error]).toEqual([
      400,
      { type: 'invalid_request_error', param, code: 'invalid_request', message: expect.any(String) },
    ]);
  });

  it('the page of another question and of another account', async () => {
    const { next_page: page } = await usage.completions({ ...MARCH, limit: 1 });
    const other = { name: 'Other', plan: 'PAID', email: 'bob@example.com', password: PASSWORD } as const;
    await server.app.services.accounts.createAccount(other);
    const bob = server.client();
    await bob.signIn(other.email, PASSWORD);
    const token = (
      await bob.graphql(
        'mutation { createAccessToken(input: { name: "t", scopes: [USAGE_READ] }) { secret } }',
      )
    ).data.createAccessToken.secret;
    const theirs = sdk(token).admin.organization.usage;

    await expect(usage.completions({ ...MARCH, page: page ?? '', group_by: ['model'] })).rejects.toThrow(
      BadRequestError,
    );
    await expect(theirs.completions({ ...MARCH, page: page ?? '' })).rejects.toThrow(BadRequestError);
    expect((await theirs.completions(MARCH)).data.flatMap(({ results }) => results)).toEqual([]);
  });

  it('another method, and what is not there', async () => {
    const response = await fetch(`${server.url}/v1/organization/costs`, { method: 'POST' });

    expect([response.status, (await get('', {}, 'usage/images')).status]).toEqual([404, 404]);
  });
});

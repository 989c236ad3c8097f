import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import OpenAI from 'openai';
import { githubKeyPair } from '../leaks/testing/githubKeyPair';
import { makeSecret } from '../platform/secretFormat';
import type { Client } from './client';
import { eventually } from './eventually';
import { type HeldStreams, startHeldStreams } from './heldStreams';
import { startServer, type TestServer } from './startServer';

/** Secrets that were found in public: a whole server, a GitHub of our own and an upstream that never ends. */
let github: Server;
let githubList: object;
let held: HeldStreams;
let server: TestServer;
let member: Client;
const pair = githubKeyPair();
const retired = githubKeyPair();

beforeAll(async () => {
  githubList = {
    public_keys: [
      { key_identifier: 'current', key: pair.pem, is_current: true },
      { key_identifier: 'retired', key: retired.pem, is_current: false },
    ],
  };
  github = createServer((_request, response) => response.end(JSON.stringify(githubList)));
  await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const { port } = github.address() as AddressInfo;
  held = await startHeldStreams();
  const models = [
    { id: 'held/model', upstreamModel: 'held', inputPrice: '1', outputPrice: '2' },
    { id: 'held/unpriced', upstreamModel: 'held' },
  ];
  server = await startServer({
    environment: { GITHUB_SECRET_SCANNING_KEYS_URL: `http://127.0.0.1:${port}/keys` },
    upstreams: [{ name: 'held', kind: 'openai', baseUrl: held.baseUrl, models }],
  });
  const sign = { email: 'ann@example.com', password: 'correct horse battery' };
  await server.app.services.accounts.createAccount({ name: 'Acme', plan: 'PAID', ...sign });
  member = server.client();
  await member.signIn(sign.email, sign.password);
}, 60_000);
afterAll(async () => {
  await server.stop();
  await held.close();
  github.close();
});

const CREATE = `mutation { createApiKey(input: { name: "prod", allModels: true }) { secret apiKey { id } } }`;
const KEY = `query ($id: ID!) { apiKey(id: $id) { status version lastUsedAt
  leak { source url reportedAt requestsSince costSince } } }`;

interface Made {
  readonly id: string;
  readonly secret: string;
}

async function newKey(): Promise<Made> {
  const { secret, apiKey } = (await member.graphql(CREATE)).data.createApiKey;
  return { id: apiKey.id, secret };
}

async function newToken(): Promise<Made> {
  const { data } =
    await member.graphql(`mutation { createAccessToken(input: { name: "ci", scopes: [KEYS_READ] }) {
    secret accessToken { id } } }`);
  return { id: data.createAccessToken.accessToken.id, secret: data.createAccessToken.secret };
}

const keyOf = async ({ id }: Made) => (await member.graphql(KEY, { id })).data.apiKey;
const openAi = ({ secret }: Made) =>
  new OpenAI({ apiKey: secret, baseURL: `${server.url}/v1`, maxRetries: 0 });
const actionsOn = async ({ id }: Made): Promise<{ action: string; detail: { after?: object } }[]> =>
  server.app.services.db.query(
    `SELECT action, detail FROM audit_events WHERE subject_id = $1 AND action LIKE '%leaked' ORDER BY at`,
    [id],
  );

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const type = { 'content-type': 'application/json' };
  return fetch(server.url + path, { method: 'POST', headers: { ...type, ...headers }, body });
}
const report = (token: string, url?: string) => post('/leaks/report', JSON.stringify({ token, url }));
const signed = (body: string, keyId = 'current', signature = pair.sign(body)) =>
  post('/leaks/github', body, {
    'github-public-key-identifier': keyId,
    'github-public-key-signature': signature,
  });
const alert = (...tokens: string[]) =>
  JSON.stringify(
    tokens.map((token) => ({ token, type: 'keymeter', url: 'https://github.com/a/b', source: 'commit' })),
  );
const labels = async (response: Response): Promise<string[]> =>
  ((await response.json()) as { label: string }[]).map(({ label }) => label);

describe('a key that somebody reports', () => {
  it('stops every secret that was copied, whatever was copied with it', async () => {
    const [key, token] = [await newKey(), await newToken()];

    const answer = await report(`export API_KEY="${key.secret}"\nexport TOKEN="${token.secret}"\n`);

    expect(await answer.json()).toEqual({ label: 'true_positive' });
    expect((await keyOf(key)).status).toBe('DISABLED_LEAKED');
    expect(await (await report(token.secret)).json()).toEqual({ label: 'true_positive' });
  });

  it('is refused from the answer on, for a reason of its own, and its owner sees where it was', async () => {
    const key = await newKey();

    const response = await report(key.secret, 'https://pastebin.test/<script>');

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ label: 'true_positive' });
    await expect(openAi(key).models.list()).rejects.toMatchObject({ status: 401, code: 'api_key_leaked' });
    expect(await keyOf(key)).toEqual({
      status: 'DISABLED_LEAKED',
      version: 2,
      lastUsedAt: null,
      leak: {
        source: 'report',
        url: 'https://pastebin.test/%3Cscript%3E',
        reportedAt: expect.any(String),
        requestsSince: 0,
        costSince: '0',
      },
    });
  });

  it('says nothing of a leak before', async () => {
    expect(await keyOf(await newKey())).toMatchObject({ status: 'ACTIVE', leak: null });
  });

  it.each([
    ['held/model', expect.stringMatching(/^0\.0*[1-9]/)],
    ['held/unpriced', null],
  ])('has its streams cut within a second, and they are counted: %s', async (model, costSince) => {
    const key = await newKey();
    const stream = await openAi(key).chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Well?' }],
      stream: true,
    });
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();

    await report(key.secret);
    const answered = performance.now();

    await expect(chunks.next()).rejects.toMatchObject({ code: 'invalid_api_key' });
    expect(performance.now() - answered).toBeLessThan(1_000);
    await eventually(async () =>
      expect((await keyOf(key)).leak).toMatchObject({ requestsSince: 1, costSince }),
    );
  });

  it('is stopped once however often it is reported, with one entry in the audit log', async () => {
    const key = await newKey();
    const first = 'https://pastebin.test/first';
    await report(key.secret, first);
    const before = await keyOf(key);

    const answers = [
      await report(key.secret, 'https://pastebin.test/again'),
      await signed(alert(...Array.from({ length: 99 }, () => key.secret))),
    ];

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await keyOf(key)).toEqual(before);
    expect(await actionsOn(key)).toEqual([
      { action: 'api_key.leaked', detail: { after: { source: 'report', url: first } } },
    ]);
  });

  it('cannot be brought back', async () => {
    const key = await newKey();
    await report(key.secret);
    const { version } = await keyOf(key);

    const edited = await member.graphql(
      `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { id } } }`,
      { input: { id: key.id, version, expiresAt: null, name: 'again' } },
    );
    const rotated = await member.graphql(
      `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret } }`,
      { input: { id: key.id, overlapSeconds: 0 } },
    );

    expect(edited).toMatchObject({ status: 200, data: { updateApiKey: { apiKey: { id: key.id } } } });
    expect(rotated.errors?.map(({ extensions }) => extensions.code)).toEqual(['CONFLICT']);
    expect(await keyOf(key)).toMatchObject({ status: 'DISABLED_LEAKED', version: version + 1 });
    await expect(openAi(key).models.list()).rejects.toMatchObject({ code: 'api_key_leaked' });
  });

  it('of ten reports at once is stopped once', async () => {
    const key = await newKey();

    const answers = await Promise.all(Array.from({ length: 10 }, () => signed(alert(key.secret))));

    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(await actionsOn(key)).toHaveLength(1);
    expect(await keyOf(key)).toMatchObject({ version: 2 });
  });

  it('is stopped also when its place holds what cannot be kept', async () => {
    const key = await newKey();

    expect((await report(key.secret, 'https://pastebin.test/\u0000\ud800')).status).toBe(200);

    expect((await keyOf(key)).leak).toMatchObject({ url: 'https://pastebin.test/%00%EF%BF%BD' });
  });

  it('that is rotated while its report waits for it lives on with its new secret', async () => {
    const key = await newKey();
    const { db } = server.app.services;
    const holder = db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT id FROM api_keys WHERE id = $1 FOR NO KEY UPDATE', [key.id]);
    const reported = report(key.secret);
    await eventually(async () => {
      const [{ waiting }] = await db.query(
        `SELECT count(*)::integer AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'`,
      );
      expect(waiting).toBeGreaterThan(0);
    });
    await holder.query(
      `UPDATE api_key_secrets SET ends_at = statement_timestamp() + interval '1 hour' WHERE api_key_id = $1`,
      [key.id],
    );
    await holder.commitTransaction();
    await holder.release();

    expect((await reported).status).toBe(200);
    expect(await keyOf(key)).toMatchObject({ status: 'ACTIVE', leak: null });
    expect((await actionsOn(key)).map(({ action }) => action)).toEqual(['api_key.old_secret_leaked']);
  });

  it.each([
    ['one character wrong', (secret: string) => `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`],
    ['nobody has', () => makeSecret('aim_sk_')],
    ['of something else', () => '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'],
  ])('is none of ours with %s', async (_what, change) => {
    const key = await newKey();

    const response = await report(change(key.secret));

    expect(await response.json()).toEqual({ label: 'false_positive' });
    expect(await keyOf(key)).toMatchObject({ status: 'ACTIVE' });
  });
});

it('the old secret of a rotated key ends when it is found, and the new one goes on', async () => {
  const old = await newKey();
  const { data } = await member.graphql(
    `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret } }`,
    { input: { id: old.id, overlapSeconds: 3_600 } },
  );
  const renewed = { id: old.id, secret: data.rotateApiKey.secret };
  await openAi(old).models.list();

  const answers = [await report(old.secret, 'https://pastebin.test/1'), await report(old.secret)];

  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { label: 'true_positive' },
    { label: 'true_positive' },
  ]);
  await expect(openAi(old).models.list()).rejects.toMatchObject({ code: 'invalid_api_key' });
  await openAi(renewed).models.list();
  expect((await actionsOn(old)).map(({ action }) => action)).toEqual(['api_key.old_secret_leaked']);
});

it('a revoked key stays revoked and is told to be ours', async () => {
  const key = await newKey();
  await member.graphql(`mutation { revokeApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`);

  expect(await (await report(key.secret)).json()).toEqual({ label: 'true_positive' });
  expect(await keyOf(key)).toMatchObject({ status: 'REVOKED', leak: null });
});

it('an access token is revoked when it is found, and its account is told', async () => {
  const token = await newToken();
  const program = server.client().withToken(token.secret);
  expect((await program.graphql('{ viewer { account { id } } }')).status).toBe(200);

  const answers = [await report(token.secret), await report(token.secret)];

  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { label: 'true_positive' },
    { label: 'true_positive' },
  ]);
  expect((await program.graphql('{ viewer { account { id } } }')).status).toBe(401);
  expect(await actionsOn(token)).toEqual([
    { action: 'access_token.leaked', detail: { after: { source: 'report', url: null } } },
  ]);
});

describe("GitHub's alert", () => {
  it('of a thousand matches stops those that are ours and labels each', async () => {
    const ours = await Promise.all(Array.from({ length: 10 }, newKey));
    const other = await newKey();
    const tokens = Array.from({ length: 1_000 }, (_, i) => ours[i / 100]?.secret ?? makeSecret('aim_sk_'));

    const response = await signed(alert(...tokens));

    expect(response.status).toBe(200);
    const feedback = (await response.json()) as { token_hash: string; token_type: string; label: string }[];
    expect(feedback.map(({ label }) => label)).toEqual(
      tokens.map((_, i) => (i % 100 === 0 ? 'true_positive' : 'false_positive')),
    );
    expect(feedback[0]).toEqual({
      token_hash: createHash('sha256')
        .update(tokens[0] ?? '')
        .digest('hex'),
      token_type: 'keymeter',
      label: 'true_positive',
    });
    expect(await keyOf(ours[9] as Made)).toMatchObject({
      status: 'DISABLED_LEAKED',
      leak: { source: 'github/commit', url: 'https://github.com/a/b' },
    });
    expect(await keyOf(other)).toMatchObject({ status: 'ACTIVE' });
  });

  it('of nothing is answered with nothing', async () => {
    expect(await labels(await signed('[]'))).toEqual([]);
  });

  it.each<[string, (body: string) => Promise<Response>, number, string | undefined]>([
    ['without headers', (body) => post('/leaks/github', body), 400, 'github-public-key-identifier'],
    [
      'without a signature',
      (body) => post('/leaks/github', body, { 'github-public-key-identifier': 'current' }),
      400,
      'github-public-key-signature',
    ],
    [
      'without an id',
      (body) => post('/leaks/github', body, { 'github-public-key-signature': pair.sign(body) }),
      400,
      'github-public-key-identifier',
    ],
    ['by an unknown key', (body) => signed(body, 'nobody'), 400, 'github-public-key-identifier'],
    [
      'by a key that is not current',
      (body) => signed(body, 'retired', retired.sign(body)),
      400,
      'github-public-key-identifier',
    ],
    [
      'by another key',
      (body) => signed(body, 'current', retired.sign(body)),
      400,
      'github-public-key-signature',
    ],
    [
      'of one byte less',
      (body) => signed(`${body} `, 'current', pair.sign(body)),
      400,
      'github-public-key-signature',
    ],
    [
      'with a signature of garbage',
      (body) => signed(body, 'current', 'garbage'),
      400,
      'github-public-key-signature',
    ],
    ['that is empty', () => signed(''), 400, 'body'],
    ['that is no array', () => signed('{}'), 400, 'body'],
    ['that is no JSON', () => signed('[{'), 400, 'body'],
    [
      'that is a form',
      (body) =>
        post('/leaks/github', body, {
          'content-type': 'application/x-www-form-urlencoded',
          'github-public-key-identifier': 'current',
          'github-public-key-signature': 'x',
        }),
      415,
      undefined,
    ],
    ['beyond 10 MiB', () => signed(' '.repeat(10 * 1024 * 1024 + 1)), 413, undefined],
  ])('%s is refused and stops nothing', async (_what, send, status, field) => {
    const key = await newKey();

    const response = await send(alert(key.secret));

    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: { code: string; field?: string } };
    expect([error.code, error.field]).toEqual(['INVALID_INPUT', field]);
    expect(await keyOf(key)).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a report', () => {
  it.each([
    ['that is no JSON', '{', 400, 'body'],
    ['without a token', '{}', 400, 'token'],
    ['with an address that runs a script', '{"token":"x","url":"javascript:alert(1)"}', 400, 'url'],
    ['that is too large', `{"token":"${'x'.repeat(17_000)}"}`, 413, undefined],
  ])('%s is refused by name', async (_what, body, status, field) => {
    const response = await post('/leaks/report', body);

    expect(response.status).toBe(status);
    expect((await response.json()) as object).toMatchObject({ error: field === undefined ? {} : { field } });
  });

  it('waits when as many as one address may send are under way, and its place is free again when they are gone', async () => {
    const open = Array.from({ length: 2 }, () => heldReport());
    await Promise.all(open.map(({ sent }) => sent));

    // The server may not have read their heads yet.
    await eventually(async () => {
      const refused = await report('aim_sk_x');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    });

    for (const { socket } of open) socket.destroy();
    await eventually(async () => expect((await report('aim_sk_x')).status).toBe(200));
  });

  it('is not lost while the database is away: it may be sent again', async () => {
    const query = jest.spyOn(server.app.services.db.manager, 'query');
    query.mockRejectedValueOnce(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));

    const response = await report(makeSecret('aim_sk_'));
    query.mockRestore();

    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('cannot be made by a link', async () => {
    expect((await fetch(`${server.url}/leaks/report`)).status).toBe(404);
  });
});

/** A report whose body never ends. */
function heldReport() {
  const { port } = new URL(server.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  const head =
    'POST /leaks/report HTTP/1.1\r\nHost: localhost:4000\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
  const sent = new Promise<void>((resolve) => {
    socket.on('connect', () => socket.write(head, () => resolve()));
  });
  return { socket, sent };
}

import { startAccounts } from '../accounts/testing/startAccounts';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { createHttpServer } from './server';
import { signInRoutes } from './signInRoutes';
import { PUBLIC_URL, startConsole } from './testing/startConsole';

const JSON_FROM_US = { 'content-type': 'application/json', origin: PUBLIC_URL };

describe('signing in over HTTP', () => {
  let server: Awaited<ReturnType<typeof startConsole>>;
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/auth${path}`, {
      method: 'POST',
      headers: { ...JSON_FROM_US, ...headers },
      body,
    });
  const signUp = (email: string) =>
    post('/sign-up/email', JSON.stringify({ name: 'Alice', email, password: 'correct horse battery' }));

  beforeAll(async () => {
    server = await startConsole();
  });
  afterAll(() => server.stop());

  it('sets the cookie on the answer to signing up, and no program on the way may keep that answer', async () => {
    const response = await signUp('alice@example.com');

    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-keymeter_session=.*HttpOnly/i),
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['a wrong password', { email: 'alice@example.com', password: 'not the password' }, {}, 401],
    [
      'another origin',
      { email: 'alice@example.com', password: 'x' },
      { origin: 'https://evil.example' },
      403,
    ],
    ['no text for an address', { email: { $ne: null }, password: 'x' }, {}, 400],
    ['nothing', {}, {}, 400],
  ])('is refused with %s', async (_case, body, headers, status) => {
    const response = await post('/sign-in/email', JSON.stringify(body), headers);

    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is refused with an address that is taken', async () => {
    await signUp('taken@example.com');

    expect((await signUp('taken@example.com')).status).toBe(422);
  });

  it.each([
    ['larger than 16 KB', JSON.stringify({ email: 'x'.repeat(20_000) }), {}, 413],
    ['a form', 'email=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no JSON', '{"email":', {}, 400],
  ])('is refused with a body that is %s', async (_case, body, headers, status) => {
    expect((await post('/sign-in/email', body, headers)).status).toBe(status);
  });

  it('counts guesses by the connection, whatever a client says of its address', async () => {
    const strict = await startAccounts();
    const own = await serve(strict);
    const guess = (n: number) =>
      fetch(`${own.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          ...JSON_FROM_US,
          'x-forwarded-for': `198.51.100.${n}`,
          'x-real-ip': `198.51.100.${n}`,
          'x-keymeter-client-address': `198.51.100.${n}`,
        },
        body: JSON.stringify({ email: 'nobody@example.com', password: 'a guess' }),
      });

    const answers: Response[] = [];
    for (let n = 1; n <= 12; n += 1) answers.push(await guess(n));
    await own.stop();
    await strict.stop();

    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429, 429]);
    expect(Number(answers[11]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('says nothing of a fault of ours', async () => {
    const broken = await startAccounts();
    const own = await serve(broken);
    await broken.db.query('DROP TABLE credentials');

    const response = await fetch(`${own.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: JSON_FROM_US,
      body: JSON.stringify({ email: 'alice@example.com', password: 'x' }),
    });
    const text = await response.text();
    await own.stop();
    await broken.stop();

    expect(response.status).toBe(500);
    expect(JSON.parse(text).error).toMatchObject({ code: 'INTERNAL', message: 'Something went wrong.' });
    expect(text).not.toMatch(/credentials|relation/);
  });
});

/** Only the sign-in of an installation, with its own limits. */
async function serve({ auth }: Awaited<ReturnType<typeof startAccounts>>) {
  const server = await createHttpServer({
    publicUrl: PUBLIC_URL,
    logger: createLogger({ level: 'fatal', nodeName: 'test' }),
    version: '0',
    askDatabase: async () => undefined,
    metrics: createMetrics(),
    metricsToken: null,
    console: null,
    gateway: async (app) => signInRoutes(app, { auth, publicUrl: PUBLIC_URL }),
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close(AbortSignal.timeout(5_000)) };
}

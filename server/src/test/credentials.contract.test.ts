import { countStatements } from './countStatements';
import {
  ACCEPTED,
  type AskOf,
  bearer,
  ELSEWHERE,
  lastChanged,
  MALFORMED,
  NO_HTTP,
  NOT_IN_FORCE,
  type Refusal,
} from './credentialCases';
import { type RawAnswer, secretsIn, startCredentialsWorld } from './credentialsWorld';

/** Which credentials the gateway takes, and from where. What is not on the list of the accepted is refused. */
let world: Awaited<ReturnType<typeof startCredentialsWorld>>;

beforeAll(async () => {
  world = await startCredentialsWorld();
}, 60_000);
afterAll(() => world.stop());

async function askAs(askOf: AskOf): Promise<RawAnswer> {
  const asked = askOf(world.credentials);
  return world.ask('length' in asked ? { headers: asked } : asked);
}

function errorIn({ body }: RawAnswer): unknown {
  return body === '' ? null : JSON.parse(body).error;
}

async function expectRefusal([, askOf, status, error]: Refusal): Promise<void> {
  const before = await world.countCalls();

  const answer = await askAs(askOf);

  expect(answer.status).toBe(status);
  expect(errorIn(answer)).toEqual(error);
  expect(secretsIn(answer.text, world.credentials)).toEqual([]);
  expect(answer.headers.has('x-request-id')).toBe(true);
  expect(await world.countCalls()).toBe(before);
}

describe('the gateway refuses without asking the database', () => {
  it.each(MALFORMED)('%s', async (...refusal) => {
    expect(await countStatements(() => askAs(refusal[1]))).toEqual([]);
    await expectRefusal(refusal);
  });
});

describe('the gateway refuses', () => {
  it.each([...NOT_IN_FORCE, ...ELSEWHERE, ...NO_HTTP])('%s', (...refusal) => expectRefusal(refusal));

  it('a header of 1 MB, with 431 or with the end of the connection', async () => {
    const before = await world.countCalls();
    const { status, text } = await askAs(bearer((c) => c.key + 'x'.repeat(1_000_000)));
    expect([431, null]).toContain(status);
    expect(secretsIn(text, world.credentials)).toEqual([]);
    expect(await world.countCalls()).toBe(before);
  });

  it('malformed, unknown and revoked keys in the same words and headers', async () => {
    const { key, unknownKey, revokedKey } = world.credentials;
    const secrets = [lastChanged(key), unknownKey, revokedKey];
    const answers = await Promise.all(secrets.map((secret) => askAs(bearer(() => secret))));

    const [malformed, unknown, revoked] = answers.map(({ status, headers, body }, i) => ({
      status,
      headers: [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id'),
      body: body.replace(`aim_sk_****${secrets[i]?.slice(-4)}`, 'MASKED'),
    }));
    expect(malformed?.body).toContain('MASKED');
    expect(unknown).toEqual(malformed);
    expect(revoked).toEqual(malformed);
  });
});

describe('the gateway accepts a key in force, once,', () => {
  it.each(ACCEPTED)('%s', async (_name, askOf) => {
    const before = await world.countCalls();
    const answer = await askAs(askOf);
    expect(answer.status).toBe(200);
    expect(secretsIn(answer.text, world.credentials)).toEqual([]);
    expect(await world.countCalls()).toBe(before + 1);
  });
});

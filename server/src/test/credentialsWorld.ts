import { apiKeyServices, operatorOf } from '../apiKeys/testing/apiKeyServices';
import { exchangeRaw } from '../http/testing/rawHttp';
import { makeSecret } from '../platform/secretFormat';
import { makeTestToken } from './proof/makeTestToken';
import { PUBLIC_URL, startServer } from './startServer';

/** Every credential that one installation knows, in every state, and two that it does not know. */
export interface Credentials {
  /** An API key in force. */
  readonly key: string;
  /** Another one in force, of the same account. */
  readonly otherKey: string;
  readonly unknownKey: string;
  readonly revokedKey: string;
  readonly expiredKey: string;
  /** What a key was called by before a rotation without overlap. */
  readonly rotatedAway: string;
  /** An access token in force. */
  readonly token: string;
  readonly unknownToken: string;
  readonly revokedToken: string;
  readonly expiredToken: string;
  /** The Cookie header of a member who is signed in. */
  readonly cookie: string;
}

/** One request, as lines on the wire. What is left out is a good call of a model without a credential. */
export interface Ask {
  readonly method?: string;
  readonly path?: string;
  /** Whole header lines. */
  readonly headers?: readonly string[];
  readonly body?: string;
}

export interface RawAnswer {
  /** Null when the connection ended without an answer. */
  readonly status: number | null;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** All of it. */
  readonly text: string;
}

export const CHAT_PATH = '/v1/chat/completions';
export const CHAT_BODY = JSON.stringify({
  model: 'demo/quick',
  messages: [{ role: 'user', content: 'Hello!' }],
  max_tokens: 1,
});
const PASSWORD = 'correct horse battery';

/** A whole server with one account that holds all these credentials. */
export async function startCredentialsWorld() {
  const server = await startServer();
  const { accounts, db } = server.app.services;
  const sign = { email: 'ann@example.com', password: PASSWORD };
  const { accountId } = await accounts.createAccount({ name: 'Acme', plan: 'PAID', ...sign });
  const member = server.client();
  await member.signIn(sign.email, sign.password);
  const { write, revocation, rotation } = apiKeyServices(db);
  const actor = operatorOf(accountId);
  const newKey = (name: string) => write.create(actor, { name, allModels: true });
  const [key, other, revoked, expired, rotated] = await Promise.all(
    ['key', 'other', 'revoked', 'expired', 'rotated'].map(newKey),
  );
  const [token, revokedToken, expiredToken] = await Promise.all(
    [1, 2, 3].map(() => makeTestToken(db, accountId)),
  );
  await revocation.revoke(actor, revoked?.apiKey.id ?? '');
  await rotation.rotate(actor, { id: rotated?.apiKey.id ?? '', overlapSeconds: 0 });
  await db.query('UPDATE api_keys SET expires_at = now() WHERE id = $1', [expired?.apiKey.id]);
  await db.query('UPDATE access_tokens SET revoked_at = now() WHERE id = $1', [revokedToken?.id]);
  await db.query('UPDATE access_tokens SET expires_at = now() WHERE id = $1', [expiredToken?.id]);
  const credentials: Credentials = {
    key: key?.secret ?? '',
    otherKey: other?.secret ?? '',
    unknownKey: makeSecret('aim_sk_'),
    revokedKey: revoked?.secret ?? '',
    expiredKey: expired?.secret ?? '',
    rotatedAway: rotated?.secret ?? '',
    token: token?.secret ?? '',
    unknownToken: makeSecret('aim_pat_'),
    revokedToken: revokedToken?.secret ?? '',
    expiredToken: expiredToken?.secret ?? '',
    cookie: member.cookies,
  };
  return {
    credentials,
    ask: (question: Ask) => askRaw(server.app.port, question),
    /** Calls that were ever let in. */
    countCalls: async (): Promise<number> => {
      const [row] = await db.query<{ calls: number }[]>(
        'SELECT ((SELECT count(*) FROM open_requests) + (SELECT count(*) FROM usage_events))::integer AS calls',
      );
      return row?.calls ?? Number.NaN;
    },
    stop: () => server.stop(),
  };
}

/** What of the credentials stands in a text, other than the ends that a masked echo shows. */
export function secretsIn(text: string, credentials: Credentials): string[] {
  return Object.entries(credentials).flatMap(([name, secret]) => {
    const middle = secret.slice(12, -8);
    const forms = [middle, encodeURIComponent(middle), Buffer.from(middle).toString('hex')];
    return forms.some((form) => text.includes(form)) ? [name] : [];
  });
}

async function askRaw(port: number, { method, path, headers, body = CHAT_BODY }: Ask): Promise<RawAnswer> {
  const text = await exchangeRaw(port, [
    `${method ?? 'POST'} ${path ?? CHAT_PATH} HTTP/1.1`,
    `Host: ${new URL(PUBLIC_URL).host}`,
    ...(headers ?? []),
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ]);
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1];
  const pairs = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ');
    return [name.toLowerCase(), value.join(': ')];
  });
  return {
    status: status ? Number(status) : null,
    headers: new Map(pairs),
    body: rest.join('\r\n\r\n'),
    text,
  };
}

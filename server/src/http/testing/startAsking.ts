import { PUBLIC_URL as ORIGIN } from '../../accounts/testing/startAccounts';
import type { MemberActor } from '../../platform/actor';
import { startConsole } from './startConsole';

const PASSWORD = 'correct horse battery';

/** As much of the answers as these tests look at. */
export interface Answer {
  readonly data?: {
    readonly viewer?: { readonly account: { readonly name: string } } | null;
    readonly accessTokens?: readonly object[];
    readonly createAccessToken?: {
      readonly secret: string;
      readonly accessToken: { readonly id: string; readonly maskedToken: string };
    };
    readonly revokeAccessToken?: { readonly id: string };
  } | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, string>>;
  }[];
}

/** A console with one signed-in member, and three ways to ask it. */
export async function startAsking() {
  const server = await startConsole();
  const account = { name: 'Acme', plan: 'PAID', email: 'alice@acme.example', password: PASSWORD } as const;
  const alice: MemberActor = { kind: 'member', ...(await server.accounts.createAccount(account)) };
  const signIn = async (): Promise<string> => {
    const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ email: account.email, password: PASSWORD }),
    });
    return response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  };
  const cookie = await signIn();
  const ask = async (query: string, headers: Record<string, string> = {}, variables?: object) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, headers: response.headers, json: (await response.json()) as Answer };
  };
  return {
    ...server,
    alice,
    cookie,
    signIn,
    ask,
    asAlice: (query: string, variables?: object) => ask(query, { cookie, origin: ORIGIN }, variables),
    asProgram: (secret: string, query: string, variables?: object) =>
      ask(query, { authorization: `Bearer ${secret}` }, variables),
  };
}

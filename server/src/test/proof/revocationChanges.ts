import { AccessTokenRepository } from '../../accessTokens/accessToken.repository';
import { apiKeyServices, operatorOf } from '../../apiKeys/testing/apiKeyServices';
import { type CallOutcome, callOnce } from './gatewayCall';
import { makeTestToken } from './makeTestToken';
import type { ProofWorld, TrialKey } from './proofWorld';

/** One way in which a credential stops to work, and how to try whether it has. */
export interface Change {
  readonly name: string;
  prepare(world: ProofWorld, accountId: string): Promise<TrialKey>;
  use(url: string, key: TrialKey): Promise<CallOutcome>;
  make(world: ProofWorld, key: TrialKey): Promise<unknown>;
  isAccepted(outcome: CallOutcome): boolean;
}

/** The first is the revocation itself. */
export const CHANGES: readonly Change[] = [
  gatewayChange('a key is revoked', 'invalid_api_key', ({ db }, { accountId, id }) =>
    apiKeyServices(db).revocation.revoke(operatorOf(accountId), id),
  ),
  gatewayChange('a model is taken from a key', 'model_not_found', ({ db, models }, { accountId, id }) =>
    apiKeyServices(db).write.update(operatorOf(accountId), { id, modelIds: [models[1]] }),
  ),
  gatewayChange('a key expires', 'api_key_expired', ({ db }, { id }) =>
    db.query('UPDATE api_keys SET expires_at = statement_timestamp() WHERE id = $1', [id]),
  ),
  gatewayChange('the plan lapses', 'paid_plan_required', ({ db }, { accountId }) =>
    db.query(`UPDATE accounts SET plan_ends_at = statement_timestamp() WHERE id = $1`, [accountId]),
  ),
  gatewayChange('a key is reported as leaked', 'api_key_leaked', ({ nodes }, { secret }) =>
    report(nodes[0]?.url ?? '', secret),
  ),
  {
    name: 'an access token is revoked',
    prepare: ({ db }, accountId) => makeTestToken(db, accountId),
    use: askGraphQL,
    make: ({ db }, { accountId, id }) => new AccessTokenRepository(db.manager).markRevoked(accountId, id),
    isAccepted: ({ code }) => code !== 'UNAUTHENTICATED',
  },
];

/** Every model is `models[0]` here; the refusal has to be exactly this one. */
function gatewayChange(name: string, refusal: string, make: Change['make']): Change {
  return {
    name,
    prepare: async ({ db, models }, accountId) => {
      const input = { name: 'proof', modelIds: [...models] };
      const { apiKey, secret } = await apiKeyServices(db).write.create(operatorOf(accountId), input);
      return { accountId, id: apiKey.id, secret };
    },
    use: (url, { secret }) => callOnce(url, secret, PROOF_MODELS[0]),
    make,
    isAccepted: ({ code }) => code !== refusal,
  };
}

/** Served by the demo on every node. */
export const PROOF_MODELS = ['demo/quick', 'demo/thorough'] as const;

async function report(url: string, token: string): Promise<void> {
  const response = await fetch(`${url}/leaks/report`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`A report was answered with ${response.status}.`);
}

async function askGraphQL(url: string, { secret }: TrialKey): Promise<CallOutcome> {
  const startedAtMs = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { account { id } } }' }),
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { startedAtMs, status: response.status, code: body.errors?.[0]?.extensions.code ?? null };
}

import { GraphQLError } from 'graphql';
import type {
  ApiKeyFilter,
  CreateApiKeyInput,
  RevokeApiKeyInput,
  RevokeApiKeysInput,
  RotateApiKeyInput,
  UpdateApiKeyInput,
} from '../graphql/apiKeys/graphql';
import type { UsageInput, UsageNumbersFragment } from '../graphql/usage/graphql';
import {
  daysAgo,
  SAMPLE_MODELS,
  type SampleApiKey,
  type SampleModel,
  sampleApiKey,
  sampleUsage,
} from './sampleAccount';

/** The only secret that the fake server ever hands out. */
export const SAMPLE_SECRET = 'aim_sk_7Gq2mVtR9sXwL4bNcY6dKfHj3PzA8eUoT5iQx1MvBnWkZr0y';

export interface UsageRowFacts {
  readonly bucketStart: string | null;
  readonly model: SampleModel | null;
  readonly apiKey: SampleApiKey | null;
  readonly usage: UsageNumbersFragment;
}

export interface UsageFacts {
  readonly rows: readonly UsageRowFacts[];
  readonly total: UsageNumbersFragment;
}

/** What the server behind the screens knows; a test says what is different from a paid account without keys. */
export interface AccountFacts {
  isSignedIn: boolean;
  isPaid: boolean;
  apiKeyLimit: number;
  apiKeyMaxLifetimeDays: number | null;
  timeZone: string;
  apiKeys: SampleApiKey[];
  models: readonly SampleModel[];
  /** What a revocation's receipt says of each node. */
  nodes: readonly {
    node: string;
    acknowledgedAt: string | null;
    streamsEnded: number | null;
    streamsEndBy?: string;
  }[];
  usage: (input: UsageInput) => UsageFacts;
  /** Who would notice if a key stopped. */
  impact: object;
  auditEvents: readonly object[];
  accessTokens: readonly { id: string; name: string }[];
  /** Null means now. */
  dataUpTo: string | null;
  reconciledUpTo: string | null;
}

export function accountFacts(facts: Partial<AccountFacts>): AccountFacts {
  return {
    isSignedIn: true,
    isPaid: true,
    apiKeyLimit: 50,
    apiKeyMaxLifetimeDays: null,
    timeZone: 'Europe/Berlin',
    apiKeys: [],
    models: SAMPLE_MODELS,
    nodes: [],
    usage: () => ({ rows: [], total: sampleUsage({ requests: 0 }) }),
    impact: { requestsLastHour: 0, requestsLastDay: 0, openStreams: 0, clients: [], models: [] },
    auditEvents: [],
    accessTokens: [],
    dataUpTo: null,
    reconciledUpTo: null,
    ...facts,
  };
}

/** The root fields of the schema over these facts. Changes stay, as they would on a server. */
export function rootFields(facts: AccountFacts) {
  return {
    viewer: () => viewerOf(facts),
    models: () => facts.models,
    apiKey: ({ id }: { id: string }) => {
      const apiKey = facts.apiKeys.find((each) => each.id === id);
      return apiKey ? { ...apiKey, impact: facts.impact } : null;
    },
    rotateApiKey: ({ input }: { input: RotateApiKeyInput }) => {
      const endsAt = new Date(Date.now() + 1000 * (input.overlapSeconds ?? 86_400)).toISOString();
      const apiKey = replace(facts, input.id, (before) => ({ ...before, oldSecretEndsAt: endsAt }));
      return { apiKey, secret: SAMPLE_SECRET };
    },
    endApiKeyOverlap: ({ input }: { input: { id: string } }) => ({
      apiKey: replace(facts, input.id, (before) => ({ ...before, oldSecretEndsAt: null })),
    }),
    apiKeys: ({ filter, ...page }: ListArguments) => pageOf(matching(facts.apiKeys, filter ?? {}), page),
    usage: ({ input }: { input: UsageInput }) => ({
      ...facts.usage(input),
      dataUpTo: facts.dataUpTo ?? daysAgo(0),
      reconciledUpTo: facts.reconciledUpTo,
      isTruncated: false,
    }),
    auditEvents: () => ({ nodes: facts.auditEvents, pageInfo: LAST_PAGE }),
    accessTokens: () => facts.accessTokens.map(tokenOf),
    createAccessToken: ({ input }: { input: { name: string } }) => {
      const token = { id: 'token-new', name: input.name };
      facts.accessTokens = [token, ...facts.accessTokens];
      return { accessToken: tokenOf(token), secret: SAMPLE_SECRET };
    },
    revokeAccessToken: ({ input }: { input: { id: string } }) => {
      facts.accessTokens = facts.accessTokens.filter(({ id }) => id !== input.id);
      return { id: input.id };
    },
    createApiKey: ({ input }: { input: CreateApiKeyInput }) => {
      const apiKey = sampleApiKey({ id: 'key-new', name: input.name });
      facts.apiKeys = [apiKey, ...facts.apiKeys];
      return { apiKey, secret: SAMPLE_SECRET };
    },
    updateApiKey: ({ input }: { input: UpdateApiKeyInput }) => ({ apiKey: update(facts, input) }),
    revokeApiKey: ({ input }: { input: RevokeApiKeyInput }) => {
      const revokedAt = new Date().toISOString();
      const apiKey = replace(facts, input.id, (before) => ({ ...before, status: 'REVOKED', revokedAt }));
      return { apiKey, receipt: { revokedAt, nodes: facts.nodes } };
    },
    revokeApiKeys: ({ input }: { input: RevokeApiKeysInput }) => ({
      results: input.ids.map((id) => revokedOrRefused(facts, id)),
    }),
  };
}

/** A key that the account does not have is refused, and keeps no other alive. */
function revokedOrRefused(facts: AccountFacts, id: string) {
  if (!facts.apiKeys.some((apiKey) => apiKey.id === id)) return { id, errorCode: 'NOT_FOUND' };
  const revokedAt = new Date().toISOString();
  const apiKey = replace(facts, id, (before) => ({ ...before, status: 'REVOKED', revokedAt }));
  return { id, apiKey, receipt: { revokedAt, nodes: facts.nodes } };
}

function viewerOf({ isSignedIn, isPaid, timeZone, ...limits }: AccountFacts) {
  const { apiKeyLimit, apiKeyMaxLifetimeDays } = limits;
  if (!isSignedIn) return null;
  const plan = isPaid ? { name: 'Pro', isPaid, endsAt: null } : { name: 'Free', isPaid, endsAt: daysAgo(2) };
  return {
    user: { id: 'user-ann', name: 'Ann', email: 'ann@example.com' },
    account: { id: 'account-ann', name: 'Ann', timeZone, apiKeyLimit, apiKeyMaxLifetimeDays, plan },
  };
}

const LAST_PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

function tokenOf(token: AccountFacts['accessTokens'][number]) {
  const times = { createdAt: daysAgo(3), lastUsedAt: null, expiresAt: null };
  return { ...token, maskedToken: 'aim_at_…x4Qp', scopes: ['USAGE_READ'], ...times };
}

interface ListArguments {
  readonly filter?: ApiKeyFilter | null;
  readonly first: number;
  /** Here a cursor is the number of keys before it. */
  readonly after?: string | null;
}

function matching(
  apiKeys: readonly SampleApiKey[],
  { search, statuses, modelId }: ApiKeyFilter,
): readonly SampleApiKey[] {
  return apiKeys.filter(
    (apiKey) =>
      (statuses ? statuses.includes(apiKey.status) : apiKey.status !== 'REVOKED') &&
      (!search || apiKey.name.includes(search)) &&
      (!modelId || apiKey.models.some((model) => model.id === modelId)),
  );
}

function pageOf(apiKeys: readonly SampleApiKey[], { first, after }: Omit<ListArguments, 'filter'>) {
  const start = Number(after ?? 0);
  const nodes = apiKeys.slice(start, start + first);
  const end = start + nodes.length;
  const pageInfo = {
    hasNextPage: end < apiKeys.length,
    hasPreviousPage: start > 0,
    startCursor: String(start),
    endCursor: String(end),
  };
  return { nodes, edges: [], pageInfo, totalCount: apiKeys.length };
}

function update(
  facts: AccountFacts,
  { id, version, name, modelIds, allModels }: UpdateApiKeyInput,
): SampleApiKey {
  return replace(facts, id, (before) => {
    if (version != null && version !== before.version) throw refusal('CONFLICT');
    const models = facts.models.filter((model) => modelIds?.includes(model.id));
    return {
      ...before,
      ...(name ? { name } : {}),
      ...(modelIds ? { models, allModels: false } : {}),
      ...(allModels ? { allModels } : {}),
      version: before.version + 1,
    };
  });
}

function replace(
  facts: AccountFacts,
  id: string,
  change: (before: SampleApiKey) => SampleApiKey,
): SampleApiKey {
  const before = facts.apiKeys.find((apiKey) => apiKey.id === id);
  if (!before) throw refusal('NOT_FOUND');
  const after = change(before);
  facts.apiKeys = facts.apiKeys.map((apiKey) => (apiKey.id === id ? after : apiKey));
  return after;
}

function refusal(code: string): GraphQLError {
  return new GraphQLError('Refused.', { extensions: { code } });
}

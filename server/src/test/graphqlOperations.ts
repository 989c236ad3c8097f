import type { AccessTokenScope } from '../platform/actor';

/** Things of one account that operations can name. */
export interface NamedThings {
  readonly apiKeyId: string;
  readonly accessTokenId: string;
}

/** What an operation asks for, and who may ask it. */
export interface GraphQLOperation {
  /** The scope that an access token needs; `member`: no token may; null: anybody, also nobody. */
  readonly scope: AccessTokenScope | 'member' | null;
  readonly query: (things: NamedThings) => string;
  /** It names a key or a token: that of another account has to look like one that never was. */
  readonly namesThings?: true;
}

const RANGE = 'from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"';

/** Every operation of the schema, by type and field; a test fails for one that is missing here. */
export const GRAPHQL_OPERATIONS: Readonly<Record<string, GraphQLOperation>> = {
  'Query.viewer': { scope: null, query: () => '{ viewer { account { name } } }' },
  'Query.apiKeys': { scope: 'KEYS_READ', query: () => '{ apiKeys { nodes { id } totalCount } }' },
  'Query.apiKey': {
    scope: 'KEYS_READ',
    query: ({ apiKeyId }) =>
      `{ apiKey(id: "${apiKeyId}") { name impact { clients } models { id } limits { monthlyTokens } } }`,
    namesThings: true,
  },
  'Query.models': { scope: 'KEYS_READ', query: () => '{ models { id } }' },
  'Query.model': { scope: 'KEYS_READ', query: () => '{ model(id: "demo/quick") { id } }' },
  'Query.usage': {
    scope: 'USAGE_READ',
    query: ({ apiKeyId }) =>
      `{ usage(input: { ${RANGE}, apiKeyIds: ["${apiKeyId}"] }) { rows { apiKey { name } } total { requests } } }`,
    namesThings: true,
  },
  'Query.auditEvents': {
    scope: 'AUDIT_READ',
    query: ({ apiKeyId }) => `{ auditEvents(filter: { subject: "${apiKeyId}" }) { nodes { id action } } }`,
    namesThings: true,
  },
  'Query.accessTokens': { scope: 'member', query: () => '{ accessTokens { id } }' },
  'Mutation.createApiKey': {
    scope: 'KEYS_WRITE',
    query: () => 'mutation { createApiKey(input: { name: "t", allModels: true }) { apiKey { name } } }',
  },
  'Mutation.updateApiKey': {
    scope: 'KEYS_WRITE',
    query: ({ apiKeyId }) =>
      `mutation { updateApiKey(input: { id: "${apiKeyId}", name: "mine" }) { apiKey { name } } }`,
    namesThings: true,
  },
  'Mutation.revokeApiKey': {
    scope: 'KEYS_WRITE',
    query: ({ apiKeyId }) => `mutation { revokeApiKey(input: { id: "${apiKeyId}" }) { apiKey { name } } }`,
    namesThings: true,
  },
  'Mutation.revokeApiKeys': {
    scope: 'KEYS_WRITE',
    query: ({ apiKeyId }) =>
      `mutation { revokeApiKeys(input: { ids: ["${apiKeyId}"] }) { results { apiKey { name } errorCode message } } }`,
    namesThings: true,
  },
  'Mutation.rotateApiKey': {
    scope: 'KEYS_WRITE',
    query: ({ apiKeyId }) => `mutation { rotateApiKey(input: { id: "${apiKeyId}" }) { secret } }`,
    namesThings: true,
  },
  'Mutation.endApiKeyOverlap': {
    scope: 'KEYS_WRITE',
    query: ({ apiKeyId }) =>
      `mutation { endApiKeyOverlap(input: { id: "${apiKeyId}" }) { apiKey { name } } }`,
    namesThings: true,
  },
  'Mutation.createAccessToken': {
    scope: 'member',
    query: () =>
      'mutation { createAccessToken(input: { name: "t", scopes: [KEYS_READ] }) { accessToken { name } } }',
  },
  'Mutation.revokeAccessToken': {
    scope: 'member',
    query: ({ accessTokenId }) =>
      `mutation { revokeAccessToken(input: { id: "${accessTokenId}" }) { __typename } }`,
    namesThings: true,
  },
  'ApiKey.usage': {
    scope: 'USAGE_READ',
    query: ({ apiKeyId }) =>
      `{ apiKey(id: "${apiKeyId}") { usage(input: { ${RANGE} }) { total { requests } } } }`,
    namesThings: true,
  },
};

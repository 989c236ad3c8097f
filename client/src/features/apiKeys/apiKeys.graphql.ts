import { graphql } from '../../graphql/apiKeys';

/**
 * A key as its row needs it, so that a change shows wherever the key does. Rows read it for themselves; changes that only
 * have to reach the cache hand nothing on. Of the models only the first: a key may have the whole catalogue.
 */
export const API_KEY_ROW = graphql(/* GraphQL */ `
  fragment ApiKeyRow on ApiKey {
    id
    name
    maskedKey
    status
    allModels
    modelCount
    firstModels: models(first: 2) {
      id
      name
      isAvailable
    }
    note
    createdAt
    version
    lastUsedAt
    expiresAt
    revokedAt
    oldSecretEndsAt
    oldSecretLastUsedAt
    leak {
      source
      url
      reportedAt
    }
    limits {
      requestsPerMinute
      tokensPerMinute
      monthlyTokens
      monthlyCost
      monthTokensUsed
      monthCostUsed
    }
  }
`);

/** A key as details and forms need it: with all its models, and handed on whole. */
graphql(/* GraphQL */ `
  fragment ApiKeyDetails on ApiKey {
    ...ApiKeyRow @unmask
    models {
      id
      name
      isAvailable
    }
  }
`);

/** One page of the list with what picks and counts keys, their rows masked; and how many keys there are behind all filters. */
export const API_KEYS = graphql(/* GraphQL */ `
  query ApiKeys($first: Int!, $after: String, $filter: ApiKeyFilter, $orderBy: ApiKeyOrder) {
    apiKeys(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        maskedKey
        status
        lastUsedAt
        ...ApiKeyRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    unrevoked: apiKeys(first: 1) {
      totalCount
    }
    revoked: apiKeys(first: 1, filter: { statuses: [REVOKED] }) {
      totalCount
    }
  }
`);

/** The keys that end first, at most 100: what the banner warns of. */
export const EXPIRING_API_KEYS = graphql(/* GraphQL */ `
  query ExpiringApiKeys {
    apiKeys(
      first: 100
      filter: { statuses: [ACTIVE, LIMIT_REACHED] }
      orderBy: { field: EXPIRES_AT, direction: ASC }
    ) {
      nodes {
        id
        name
        status
        expiresAt
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export const API_KEY = graphql(/* GraphQL */ `
  query ApiKey($id: ID!) {
    apiKey(id: $id) {
      ...ApiKeyDetails @unmask
    }
  }
`);

export const API_KEY_NAMES = graphql(/* GraphQL */ `
  query ApiKeyNames($filter: ApiKeyFilter) {
    apiKeys(first: 100, filter: $filter, orderBy: { field: NAME, direction: ASC }) {
      nodes {
        id
        name
        maskedKey
        status
      }
    }
  }
`);

/** Asked apart from the key: stopping a key must not wait for sums. */
export const API_KEY_TOKENS = graphql(/* GraphQL */ `
  query ApiKeyTokens($input: UsageInput!) {
    usage(input: $input) {
      total {
        totalTokens
      }
    }
  }
`);

export const CREATE_API_KEY = graphql(/* GraphQL */ `
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        name
      }
      secret
    }
  }
`);

export const UPDATE_API_KEY = graphql(/* GraphQL */ `
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey {
        ...ApiKeyDetails @unmask
      }
    }
  }
`);

export const REVOKE_API_KEY = graphql(/* GraphQL */ `
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
      receipt {
        revokedAt
        nodes {
          node
          acknowledgedAt
          streamsEndBy
          streamsEnded
        }
      }
    }
  }
`);

export const REVOKE_API_KEYS = graphql(/* GraphQL */ `
  mutation RevokeApiKeys($input: RevokeApiKeysInput!) {
    revokeApiKeys(input: $input) {
      results {
        id
        apiKey {
          ...ApiKeyRow
        }
        receipt {
          revokedAt
          nodes {
            node
            acknowledgedAt
            streamsEndBy
            streamsEnded
          }
        }
        errorCode
      }
    }
  }
`);

/** What many keys did lately, asked at once: requests of the last day and tokens of the last week. */
export const API_KEYS_IMPACT = graphql(/* GraphQL */ `
  query ApiKeysImpact($day: UsageInput!, $week: UsageInput!) {
    day: usage(input: $day) {
      rows {
        usage {
          requests
        }
        apiKey {
          id
        }
      }
    }
    week: usage(input: $week) {
      rows {
        usage {
          totalTokens
        }
        apiKey {
          id
        }
      }
    }
  }
`);

export const ROTATE_API_KEY = graphql(/* GraphQL */ `
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      apiKey {
        id
        name
      }
      secret
    }
  }
`);

export const END_API_KEY_OVERLAP = graphql(/* GraphQL */ `
  mutation EndApiKeyOverlap($input: EndApiKeyOverlapInput!) {
    endApiKeyOverlap(input: $input) {
      apiKey {
        ...ApiKeyDetails @unmask
      }
    }
  }
`);

/** Asked apart from the key, as its tokens are: stopping a key must not wait for it. */
export const API_KEY_IMPACT = graphql(/* GraphQL */ `
  query ApiKeyImpact($id: ID!) {
    apiKey(id: $id) {
      id
      impact {
        requestsLastHour
        requestsLastDay
        openStreams
        clients
        models {
          id
          name
        }
      }
    }
  }
`);

/** A key as it is now, told at each change of it: rows and details follow by the cache. */
export const API_KEY_CHANGED = graphql(/* GraphQL */ `
  subscription ApiKeyChanged {
    apiKeyChanged {
      ...ApiKeyRow
    }
  }
`);

/** For accounts whose keys were never used: whether anything came, and what a first request with this key may go to. */
export const FIRST_USAGE = graphql(/* GraphQL */ `
  query FirstUsage($input: UsageInput!, $id: ID!) {
    usage(input: $input) {
      total {
        requests
        totalTokens
      }
    }
    models(filter: { kind: CHAT }) {
      id
    }
    apiKey(id: $id) {
      id
      models {
        id
        isAvailable
      }
    }
  }
`);

export const FIRST_USAGE_CHANGED = graphql(/* GraphQL */ `
  subscription FirstUsageChanged {
    usageChanged {
      at
    }
  }
`);

/** What each key of a page used day by day: one question for all of them. */
export const KEY_DAYS = graphql(/* GraphQL */ `
  query KeyDays($input: UsageInput!) {
    usage(input: $input) {
      rows {
        bucketStart
        usage {
          totalTokens
        }
        apiKey {
          id
        }
      }
    }
  }
`);

/** What each key of a page used altogether: one question for all of them. */
export const KEY_TOKENS = graphql(/* GraphQL */ `
  query KeyTokens($input: UsageInput!) {
    usage(input: $input) {
      rows {
        usage {
          totalTokens
        }
        apiKey {
          id
        }
      }
    }
  }
`);

/** How often one key called each model. */
export const KEY_MODEL_REQUESTS = graphql(/* GraphQL */ `
  query KeyModelRequests($input: UsageInput!) {
    usage(input: $input) {
      rows {
        usage {
          requests
        }
        model {
          id
          name
        }
      }
    }
  }
`);

/** What one key used day by day, and of which models. */
export const KEY_MONTH = graphql(/* GraphQL */ `
  query KeyMonth($input: UsageInput!) {
    usage(input: $input) {
      rows {
        bucketStart
        usage {
          totalTokens
        }
        model {
          id
          name
        }
      }
      total {
        totalTokens
      }
    }
  }
`);

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

export const API_KEY = graphql(/* GraphQL */ `
  query ApiKey($id: ID!) {
    apiKey(id: $id) {
      ...ApiKeyDetails @unmask
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

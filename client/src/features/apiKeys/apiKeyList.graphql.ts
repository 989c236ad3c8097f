import { graphql } from '../../graphql/apiKeys';

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

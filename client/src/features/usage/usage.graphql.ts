import { graphql } from '../../graphql/usage';

/**
 * The whole page in one answer: `table` and its total also feed the tiles, `groups` the sub-totals, `chart` the bars.
 * Nothing is summed in the browser that the server can sum.
 */
export const USAGE = graphql(/* GraphQL */ `
  query Usage($table: UsageInput!, $groups: UsageInput!, $hasGroups: Boolean!, $chart: UsageInput!) {
    table: usage(input: $table) {
      rows {
        bucketStart
        model {
          id
          name
          provider
        }
        apiKey {
          id
          name
          maskedKey
          status
        }
        usage {
          ...UsageNumbers @unmask
        }
      }
      total {
        ...UsageNumbers @unmask
      }
      dataUpTo
      reconciledUpTo
      isTruncated
    }
    groups: usage(input: $groups) @include(if: $hasGroups) {
      rows {
        model {
          id
          name
          provider
        }
        apiKey {
          id
          name
          maskedKey
          status
        }
        usage {
          ...UsageNumbers @unmask
        }
      }
    }
    chart: usage(input: $chart) {
      rows {
        bucketStart
        model {
          id
          name
          provider
        }
        apiKey {
          id
          name
          maskedKey
          status
        }
        usage {
          totalTokens
          requests
          cost
        }
      }
      isTruncated
    }
  }
`);

/** Numbers without an identity of their own: nothing else could find them in the cache again, so they are unmasked. */
graphql(/* GraphQL */ `
  fragment UsageNumbers on Usage {
    requests
    inputTokens
    outputTokens
    totalTokens
    cachedInputTokens
    reasoningTokens
    estimatedTokens
    cost
  }
`);

export const EVER_USED = graphql(/* GraphQL */ `
  query EverUsed($input: UsageInput!) {
    usage(input: $input) {
      total {
        requests
      }
    }
    apiKeys(first: 1) {
      totalCount
    }
  }
`);

/** Keys to filter by: those that are not revoked first, then those whose past usage stays. */
export const USAGE_KEYS = graphql(/* GraphQL */ `
  query UsageKeys($live: ApiKeyFilter!, $revoked: ApiKeyFilter!) {
    live: apiKeys(first: 50, filter: $live, orderBy: { field: NAME, direction: ASC }) {
      nodes {
        id
        name
        maskedKey
      }
      totalCount
    }
    revoked: apiKeys(first: 50, filter: $revoked, orderBy: { field: NAME, direction: ASC }) {
      nodes {
        id
        name
        maskedKey
      }
      totalCount
    }
  }
`);

export const USAGE_KEY_NAME = graphql(/* GraphQL */ `
  query UsageKeyName($id: ID!) {
    apiKey(id: $id) {
      id
      name
      maskedKey
    }
  }
`);

export const USAGE_CHANGED = graphql(/* GraphQL */ `
  subscription UsageChanged {
    usageChanged {
      at
    }
  }
`);

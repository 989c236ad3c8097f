import { graphql } from '../../graphql/apiKeys';

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

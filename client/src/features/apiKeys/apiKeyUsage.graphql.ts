import { graphql } from '../../graphql/apiKeys';

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

import { graphql } from '../../graphql/apiKeys';

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

import { graphql } from '../../graphql/usage';

/**
 * The whole page in one answer: `table` and its total also feed the tiles, `byModel` the sub-totals, `chart` the bars.
 * Nothing is summed in the browser that the server can sum.
 */
export const USAGE = graphql(/* GraphQL */ `
  query Usage($table: UsageInput!, $byModel: UsageInput!, $chart: UsageInput!) {
    table: usage(input: $table) {
      rows {
        model {
          id
          name
        }
        apiKey {
          id
          name
          maskedKey
          status
        }
        usage {
          ...UsageNumbers
        }
      }
      total {
        ...UsageNumbers
      }
      dataUpTo
      isTruncated
    }
    byModel: usage(input: $byModel) {
      rows {
        model {
          id
          name
        }
        usage {
          ...UsageNumbers
        }
      }
    }
    chart: usage(input: $chart) {
      rows {
        bucketStart
        model {
          id
          name
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
  }
`);

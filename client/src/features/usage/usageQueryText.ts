import type { UsageInput } from '../../graphql/usage/graphql';

/** The question as a GraphQL document that runs as it is, values included. */
export function usageQueryText(input: UsageInput): string {
  const { granularity, groupBy, ...scope } = input;
  const values = Object.entries(scope).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`);
  return `query Usage {
  usage(
    input: {
${values.join('\n')}
      granularity: ${granularity ?? 'TOTAL'}
      groupBy: [${(groupBy ?? []).join(', ')}]
    }
  ) {
    rows {
      bucketStart
      model { id name }
      apiKey { id name maskedKey }
      usage { requests inputTokens outputTokens totalTokens cost }
    }
    total { requests inputTokens outputTokens totalTokens cost }
    dataUpTo
    isTruncated
  }
}
`;
}

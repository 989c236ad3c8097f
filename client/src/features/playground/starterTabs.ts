export interface StarterTab {
  readonly query: string;
  readonly variables?: string;
}

/** What one most often wants first; a tab is called after its operation. Times are of the last 30 days. */
export function starterTabs(now: Date): readonly StarterTab[] {
  const day = (daysAgo: number) => {
    const at = new Date(now.getTime() - daysAgo * 86_400_000);
    return `${at.toISOString().slice(0, 10)}T00:00:00Z`;
  };
  const days = { from: day(29), to: day(-1) };
  return [
    { query: LIST_MY_KEYS },
    { query: CREATE_A_KEY, variables: pretty({ input: { name: 'my-first-key', allModels: true } }) },
    {
      query: USAGE_BY_MODEL_AND_KEY,
      variables: pretty({ input: { ...days, groupBy: ['MODEL', 'API_KEY'] } }),
    },
    {
      query: USAGE_PER_DAY,
      variables: pretty({ input: { ...days, granularity: 'DAY', groupBy: ['MODEL'] } }),
    },
  ];
}

function pretty(variables: object): string {
  return JSON.stringify(variables, null, 2);
}

const LIST_MY_KEYS = `# Press the button with the triangle, or Ctrl+Enter.
query ListMyKeys {
  apiKeys(first: 25) {
    totalCount
    nodes {
      id
      name
      maskedKey
      status
      lastUsedAt
      models {
        id
      }
    }
  }
}
`;

const CREATE_A_KEY = `# The secret stands in this one answer and nowhere else. Save it before you go on.
mutation CreateAKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      id
      name
      maskedKey
    }
  }
}
`;

const USAGE_BY_MODEL_AND_KEY = `query UsageByModelAndKey($input: UsageInput!) {
  usage(input: $input) {
    rows {
      model {
        id
      }
      apiKey {
        name
        maskedKey
      }
      usage {
        requests
        inputTokens
        outputTokens
        totalTokens
        cost
      }
    }
    total {
      totalTokens
      cost
    }
    dataUpTo
  }
}
`;

const USAGE_PER_DAY = `query UsagePerDay($input: UsageInput!) {
  usage(input: $input) {
    rows {
      bucketStart
      model {
        id
      }
      usage {
        totalTokens
        cost
      }
    }
  }
}
`;

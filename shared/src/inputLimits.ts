/** What a person or a program may send: one truth for the forms and the server. Lengths are in characters. */
export const INPUT_LIMITS = {
  /** Name of an API key, an access token or an account, after trimming. */
  nameLength: 64,
  noteLength: 500,
  /** Models that one key may list by name. */
  modelIdsPerKey: 1000,
  modelIdLength: 200,
  searchLength: 100,
  /** Highest limits that a key may have. */
  requestsPerMinute: 1_000_000,
  tokensPerMinute: 1_000_000_000_000,
  /** Rows of one page of any list. */
  pageSize: 100,
  /** Longest range of one usage question, in days. */
  usageRangeDays: 400,
  /** Keys or models that one usage question may name. */
  usageFilterIds: 500,
  /** Most buckets that one usage question may make. */
  usageBuckets: 10_000,
  /** Most rows of one usage answer; the total stays whole beyond it. */
  usageRows: 10_000,
  /** Most rows of one exported file. */
  usageExportRows: 1_000_000,
} as const;

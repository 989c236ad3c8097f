import type { NumberedUsageQuestion } from '../../../usage/usageSql';

const BUCKETS = {
  DAY: `date_trunc('day', admitted_at, $4::text)`,
  HOUR: `date_trunc('hour', admitted_at, $4::text)`,
};

/** The question as somebody would ask it who has only the ledger. Parameters: account, from, to, zone, keys. */
export function rawSumsSql({ granularity, groupBy }: NumberedUsageQuestion): string {
  const bucket = granularity === 'DAY' || granularity === 'HOUR' ? BUCKETS[granularity] : '$4::text';
  const groups = [
    bucket,
    ...groupBy.map((dimension) => (dimension === 'MODEL' ? 'model_number' : 'api_key_id')),
  ];
  return `SELECT ${groups.map((group, i) => `${group} AS g${i}`).join(', ')}, sum(requests)::text AS requests,
      sum(input_tokens + output_tokens)::text AS tokens, sum(input_tokens) AS input, sum(output_tokens) AS output,
      sum(cached_input_tokens) AS cached, sum(reasoning_tokens) AS reasoning, sum(cost) AS cost
    FROM usage_events
    WHERE account_id = $1 AND admitted_at >= $2 AND admitted_at < $3 AND ($5::uuid[] IS NULL OR api_key_id = ANY ($5))
      AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($3::timestamptz AT TIME ZONE 'UTC')::date
    GROUP BY ${groups.map((_, i) => i + 1).join(', ')}`;
}

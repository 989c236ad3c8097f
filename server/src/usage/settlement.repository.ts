import type { Pool } from 'pg';
import type { Settlement } from './settlement';

/** The settlement statement: one for all calls that end at the same time. */
export class SettlementRepository {
  constructor(private readonly pool: Pool) {}

  /**
   * Writes the ledger, the sums and the last use, and takes the open rows away, in one commit. A call that is in the
   * ledger already changes nothing, so the same settlement may come any number of times.
   */
  async settle(settlements: readonly Settlement[]): Promise<void> {
    await this.pool.query({
      name: 'settle',
      text: SETTLE,
      values: [
        settlements.map((s) => s.requestId),
        settlements.map((s) => s.accountId),
        settlements.map((s) => s.apiKeyId),
        settlements.map((s) => s.modelNumber),
        settlements.map((s) => s.admittedAtUs),
        settlements.map((s) => s.usage.inputTokens),
        settlements.map((s) => s.usage.outputTokens),
        settlements.map((s) => s.usage.cachedInputTokens),
        settlements.map((s) => s.usage.reasoningTokens),
        settlements.map((s) => s.usage.source),
        settlements.map((s) => s.endReason),
        settlements.map((s) => Math.round(s.latencyMs)),
        settlements.map((s) => (s.firstByteMs === null ? null : Math.round(s.firstByteMs))),
      ],
    });
  }
}

/**
 * Everything hangs on `ledger`, the rows that were really inserted. All upserts go in key order, so that two nodes that
 * settle for the same keys wait for each other instead of deadlocking. Open rows are found by their primary key, prices
 * by the price valid at admission. Multiplying by a millionth keeps the cost exact, where a division would round.
 * The last use is written at most once a minute for each key.
 */
const SETTLE = `
  WITH given AS MATERIALIZED (
    SELECT g.*, timestamptz 'epoch' + g.admitted_at_us * interval '1 microsecond' AS admitted_at
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[],
      $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::integer[], $13::integer[])
      AS g (id, account_id, api_key_id, model_number, admitted_at_us, input_tokens, output_tokens,
        cached_input_tokens, reasoning_tokens, source, end_reason, latency_ms, first_byte_ms)
  ),
  closed AS (
    DELETE FROM open_requests WHERE id = ANY ($1::uuid[])
  ),
  ledger AS (
    INSERT INTO usage_events (account_id, day, id, admitted_at, api_key_id, model_number, input_tokens, output_tokens,
      cached_input_tokens, reasoning_tokens, source, end_reason, latency_ms, first_byte_ms, cost)
    SELECT g.account_id, (g.admitted_at AT TIME ZONE 'UTC')::date, g.id, g.admitted_at, g.api_key_id, g.model_number,
      g.input_tokens, g.output_tokens, g.cached_input_tokens, g.reasoning_tokens, g.source, g.end_reason,
      g.latency_ms, g.first_byte_ms,
      0.000001 * ((g.input_tokens - g.cached_input_tokens) * p.input_price
        + g.cached_input_tokens * coalesce(p.cached_input_price, p.input_price)
        + g.output_tokens * p.output_price)
    FROM given g
    LEFT JOIN LATERAL (
      SELECT input_price, output_price, cached_input_price FROM model_prices
      WHERE model_number = g.model_number AND valid_from <= g.admitted_at ORDER BY valid_from DESC LIMIT 1
    ) p ON true
    ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
    RETURNING *
  ),
  used AS (
    INSERT INTO api_key_activity AS a (account_id, api_key_id, last_used_at)
    SELECT l.account_id, l.api_key_id, max(l.admitted_at) FROM ledger l
    WHERE NOT EXISTS (
      SELECT FROM api_key_activity known WHERE known.account_id = l.account_id AND known.api_key_id = l.api_key_id
        AND known.last_used_at > l.admitted_at - interval '1 minute')
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (account_id, api_key_id) DO UPDATE SET last_used_at = greatest(a.last_used_at, excluded.last_used_at)
  )
  INSERT INTO usage_slots AS s (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT account_id, date_bin('15 minutes', admitted_at, timestamptz '2000-01-01 00:00Z'), api_key_id, model_number,
    count(*), sum(input_tokens)::bigint, sum(output_tokens)::bigint, sum(cached_input_tokens)::bigint,
    sum(reasoning_tokens)::bigint,
    coalesce(sum(input_tokens + output_tokens) FILTER (WHERE source = 'ESTIMATED'), 0)::bigint,
    coalesce(sum(cost), 0), count(*) FILTER (WHERE cost IS NULL)
  FROM ledger GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (account_id, slot_start, api_key_id, model_number) DO UPDATE SET
    requests = s.requests + excluded.requests,
    input_tokens = s.input_tokens + excluded.input_tokens,
    output_tokens = s.output_tokens + excluded.output_tokens,
    cached_input_tokens = s.cached_input_tokens + excluded.cached_input_tokens,
    reasoning_tokens = s.reasoning_tokens + excluded.reasoning_tokens,
    estimated_tokens = s.estimated_tokens + excluded.estimated_tokens,
    cost = s.cost + excluded.cost,
    unpriced_requests = s.unpriced_requests + excluded.unpriced_requests`;

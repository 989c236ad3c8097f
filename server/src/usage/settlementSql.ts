/** The settlements of a batch, as columns. A day that the ledger has dropped takes no call any more. */
const GIVEN = `
  given AS MATERIALIZED (
    SELECT g.*, timestamptz 'epoch' + g.admitted_at_us * interval '1 microsecond' AS admitted_at,
      ((timestamptz 'epoch' + g.admitted_at_us * interval '1 microsecond') AT TIME ZONE 'UTC')::date AS day
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[],
      $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::integer[], $13::integer[], $14::boolean[],
      $15::smallint[])
      AS g (id, account_id, api_key_id, model_number, admitted_at_us, input_tokens, output_tokens,
        cached_input_tokens, reasoning_tokens, source, end_reason, latency_ms, first_byte_ms,
        used_old_secret, attempts)
  )`;

const LEDGER_COLUMNS = `account_id, day, id, requests, corrects, admitted_at, api_key_id, model_number, input_tokens,
      output_tokens, cached_input_tokens, reasoning_tokens, source, end_reason, latency_ms, first_byte_ms, attempts, cost`;

/** A row as it was reported, at the price of its time. Multiplying by a millionth is exact, where a division would round. */
const reported = (id: string, corrects: string): string => `
    SELECT g.account_id, g.day, ${id}, 1, ${corrects}, g.admitted_at, g.api_key_id, g.model_number,
      g.input_tokens, g.output_tokens, g.cached_input_tokens, g.reasoning_tokens, g.source, g.end_reason,
      g.latency_ms, g.first_byte_ms, g.attempts,
      0.000001 * ((g.input_tokens - g.cached_input_tokens) * p.input_price
        + g.cached_input_tokens * coalesce(p.cached_input_price, p.input_price)
        + g.output_tokens * p.output_price)`;

const PRICE = `
    LEFT JOIN LATERAL (
      SELECT input_price, output_price, cached_input_price FROM model_prices
      WHERE model_number = g.model_number AND valid_from <= g.admitted_at ORDER BY valid_from DESC LIMIT 1
    ) p ON true`;

/**
 * What follows from the rows that `ledger` really inserted. All upserts go in key order, so that two nodes that settle for
 * the same keys wait for each other instead of deadlocking.
 *
 * A key's limits get back what the call reserved and did not use; only what its open row held, since a reservation that a
 * crash of PostgreSQL took is gone already. The last use of a key, and of a secret that runs out, is written at most once a
 * minute; a row that somebody holds is left for the next call. A slot that was closed already is marked, and the mark
 * stays locked until the commit: whoever takes it away has to see these sums.
 */
const CONSEQUENCES = `
  used AS (
    INSERT INTO api_key_activity AS a (account_id, api_key_id, last_used_at)
    SELECT l.account_id, l.api_key_id, max(l.admitted_at) FROM ledger l
    WHERE NOT EXISTS (
      SELECT FROM api_key_activity known WHERE known.account_id = l.account_id AND known.api_key_id = l.api_key_id
        AND known.last_used_at > l.admitted_at - interval '1 minute')
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (account_id, api_key_id) DO UPDATE SET last_used_at = greatest(a.last_used_at, excluded.last_used_at)
  ),
  owed AS MATERIALIZED (
    SELECT l.api_key_id, date_trunc('minute', l.admitted_at) AS minute,
      date_trunc('month', l.admitted_at AT TIME ZONE a.time_zone)::date AS month,
      sum(l.input_tokens + l.output_tokens - coalesce(c.reserved_tokens, 0)) AS tokens,
      sum(coalesce(l.cost, 0) - coalesce(c.reserved_cost, 0)) AS cost
    FROM ledger l
    JOIN api_key_limits limited ON limited.api_key_id = l.api_key_id
    JOIN accounts a ON a.id = l.account_id
    LEFT JOIN closed c ON c.id = l.id
    GROUP BY 1, 2, 3
  ),
  limits AS MATERIALIZED (
    SELECT api_key_id FROM api_key_limits WHERE api_key_id = ANY (ARRAY(SELECT DISTINCT api_key_id FROM owed))
    ORDER BY api_key_id FOR NO KEY UPDATE
  ),
  counted AS (
    UPDATE api_key_limits l SET
      minute_tokens = l.minute_tokens
        + coalesce((SELECT sum(tokens) FROM owed o WHERE o.api_key_id = l.api_key_id AND o.minute = l.minute), 0)::bigint,
      month_tokens = l.month_tokens
        + coalesce((SELECT sum(tokens) FROM owed o WHERE o.api_key_id = l.api_key_id AND o.month = l.month), 0)::bigint,
      month_cost = l.month_cost
        + coalesce((SELECT sum(cost) FROM owed o WHERE o.api_key_id = l.api_key_id AND o.month = l.month), 0)
    FROM limits WHERE l.api_key_id = limits.api_key_id
  ),
  old_secrets AS (
    UPDATE api_key_secrets s SET last_used_at = statement_timestamp()
    WHERE s.secret_hash IN (
      SELECT o.secret_hash FROM api_key_secrets o
      WHERE o.api_key_id = ANY (ARRAY(SELECT api_key_id FROM given WHERE used_old_secret)) AND o.ends_at IS NOT NULL
        AND (o.last_used_at IS NULL OR o.last_used_at < statement_timestamp() - interval '1 minute')
      FOR NO KEY UPDATE SKIP LOCKED)
  ),
  summed AS (
  INSERT INTO usage_slots AS s (account_id, slot_start, api_key_id, model_number, requests, input_tokens, output_tokens,
    cached_input_tokens, reasoning_tokens, estimated_tokens, cost, unpriced_requests)
  SELECT account_id, date_bin('15 minutes', admitted_at, timestamptz '2000-01-01 00:00Z'), api_key_id, model_number,
    sum(requests)::bigint, sum(input_tokens)::bigint, sum(output_tokens)::bigint, sum(cached_input_tokens)::bigint,
    sum(reasoning_tokens)::bigint,
    coalesce(sum(input_tokens + output_tokens) FILTER (WHERE source = 'ESTIMATED'), 0)::bigint,
    coalesce(sum(cost), 0), coalesce(sum(requests) FILTER (WHERE cost IS NULL), 0)::bigint
  FROM ledger GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (account_id, slot_start, api_key_id, model_number) DO UPDATE SET
    requests = s.requests + excluded.requests,
    input_tokens = s.input_tokens + excluded.input_tokens,
    output_tokens = s.output_tokens + excluded.output_tokens,
    cached_input_tokens = s.cached_input_tokens + excluded.cached_input_tokens,
    reasoning_tokens = s.reasoning_tokens + excluded.reasoning_tokens,
    estimated_tokens = s.estimated_tokens + excluded.estimated_tokens,
    cost = s.cost + excluded.cost,
    unpriced_requests = s.unpriced_requests + excluded.unpriced_requests
  ),
  tried AS (
    INSERT INTO failed_attempts (account_id, day, request_id, number, api_key_id, model_number, upstream, outcome, status,
      latency_ms)
    SELECT g.account_id, g.day, g.id, f.number, g.api_key_id, g.model_number, f.upstream, f.outcome, f.status, f.latency_ms
    FROM jsonb_to_recordset($16::jsonb)
      AS f (id uuid, number smallint, upstream text, outcome text, status smallint, latency_ms integer)
    JOIN given g ON g.id = f.id
    WHERE g.id IN (SELECT coalesce(corrects, id) FROM ledger)
    ORDER BY 1, 2, 3, 4
    ON CONFLICT DO NOTHING
  ),
  late AS (
    INSERT INTO usage_late_slots (account_id, slot_start, marked_at)
    SELECT DISTINCT account_id, date_bin('15 minutes', admitted_at, timestamptz '2000-01-01 00:00Z'),
      statement_timestamp()
    FROM ledger WHERE admitted_at < (SELECT closed_up_to FROM usage_proof WHERE id)
    ORDER BY 1, 2
    ON CONFLICT (account_id, slot_start) DO UPDATE SET marked_at = excluded.marked_at
  )`;

/**
 * Settles a batch of calls: one statement, one commit. Answers with the ids that it inserted. Those it did not insert were
 * in the ledger before, or come too late for it. Open rows are found by their primary key.
 */
export const SETTLE = `
  WITH ${GIVEN},
  closed AS (
    DELETE FROM open_requests WHERE id = ANY ($1::uuid[]) RETURNING id, reserved_tokens, reserved_cost
  ),
  ledger AS (
    INSERT INTO usage_events (${LEDGER_COLUMNS})
    ${reported('g.id', 'NULL::uuid')}
    FROM given g ${PRICE}
    WHERE g.day >= coalesce((SELECT ledger_from FROM usage_proof WHERE id), '-infinity')
    ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
    RETURNING *
  ),
  ${CONSEQUENCES}
  SELECT id FROM ledger WHERE corrects IS NULL`;

/**
 * For calls that SETTLE did not insert. One that another node has booked as NODE_LOST is taken back and booked as it really
 * was; the ids of both rows follow from the call's, so that it happens once. Answers with the ids that the ledger knows.
 */
export const CORRECT = `
  WITH ${GIVEN},
  booked AS MATERIALIZED (
    SELECT e.* FROM given g
    JOIN usage_events e ON e.account_id = g.account_id AND e.day = g.day AND e.id = g.id
  ),
  wrong AS (
    SELECT b.* FROM booked b WHERE b.end_reason = 'NODE_LOST'
      AND EXISTS (SELECT FROM given g WHERE g.id = b.id AND g.end_reason <> 'NODE_LOST')
  ),
  closed AS (
    SELECT NULL::uuid AS id, 0::bigint AS reserved_tokens, 0::numeric AS reserved_cost WHERE false
  ),
  ledger AS (
    INSERT INTO usage_events (${LEDGER_COLUMNS})
    SELECT account_id, day, md5('reversal of ' || id)::uuid, -1, id, admitted_at, api_key_id, model_number, -input_tokens,
      -output_tokens, -cached_input_tokens, -reasoning_tokens, source, end_reason, latency_ms, first_byte_ms, attempts, -cost
    FROM wrong
    UNION ALL
    ${reported(`md5('correction of ' || g.id)::uuid`, 'g.id')}
    FROM given g JOIN wrong ON wrong.id = g.id ${PRICE}
    ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
    RETURNING *
  ),
  ${CONSEQUENCES}
  SELECT id FROM booked`;

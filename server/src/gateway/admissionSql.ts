/** What a request takes of a limit when neither it nor the catalogue says how long its answer may become, in tokens. */
const LONGEST_ANSWER = 128_000;

const MINUTE_OF_NOW = `date_trunc('minute', statement_timestamp())`;
/**
 * Whether a row's counters are of a minute that is not over. The clock of a statement that waited for a lock may be older than
 * the row, by a minute at most, and never counts it back to one that is over. A later minute was counted before the database's
 * clock was set back, and would hold its key up until then. A month holds when it is that of now or of a minute from now.
 */
const MINUTE_HOLDS = `l.minute BETWEEN ${MINUTE_OF_NOW} AND ${MINUTE_OF_NOW} + interval '1 minute'`;

/**
 * The admission statement. Parameters: for each request its id, its model, its prompt about and at most, one answer at most,
 * all in tokens, and the number of answers; then which request each candidate hash belongs to, and the hash; the node.
 *
 * `asked` decides all but limits. The order of its refusals is the rule of apiKey.policy.ts, with the model after it; a
 * test holds them against each other. The statement's snapshot is taken after every request of the batch has arrived:
 * what was committed before, such as a revocation, counts for all of them. Everything is found by a unique index.
 *
 * `locked` to `decided` take limits, under a lock on each key's row, in the order of the keys. A request that does not fit
 * by itself is refused. One that only does not fit behind its neighbours in the batch, or whose row somebody else holds,
 * is to ask again.
 *
 * What a key has left is told with every answer to a key that is good and has limits, also where its model is refused.
 *
 * @param waits false leaves rows out that somebody else holds, so that nobody else's requests wait for them.
 */
export function admissionSql(waits: boolean): string {
  return `
  WITH asked AS MATERIALIZED (
    SELECT r.n, r.id, r.input_about, found.is_old, k.id AS api_key_id, k.account_id, m.number AS model_number,
      l.api_key_id IS NOT NULL AS has_limit, l.requests_per_minute, l.tokens_per_minute,
      CASE WHEN ${MINUTE_HOLDS} THEN l.minute_requests ELSE 0 END AS requests_used,
      CASE WHEN ${MINUTE_HOLDS} THEN l.minute_tokens ELSE 0 END AS tokens_used,
      r.input_at_most + r.output_at_most AS tokens,
      coalesce(0.000001 * (r.input_at_most * p.input_price + r.output_at_most * p.output_price), 0) AS cost,
      CASE
        WHEN k.id IS NULL OR k.revoked_at IS NOT NULL THEN 'INVALID_API_KEY'
        WHEN k.leaked_at IS NOT NULL THEN 'API_KEY_LEAKED'
        WHEN k.expires_at <= statement_timestamp() THEN 'API_KEY_EXPIRED'
        WHEN NOT (a.plan = 'PAID' AND (a.plan_ends_at IS NULL OR a.plan_ends_at > statement_timestamp()))
          THEN 'PAID_PLAN_REQUIRED'
        WHEN m.number IS NULL OR NOT m.is_available THEN 'MODEL_NOT_FOUND'
        WHEN NOT (k.all_models OR m.number = ANY (k.model_numbers)) THEN 'MODEL_NOT_ALLOWED'
      END AS refusal
    FROM (
      SELECT q.n, q.id, q.model_id, q.input_about, q.input_at_most,
        q.choices * coalesce(q.output_at_most, known.context_tokens, ${LONGEST_ANSWER}) AS output_at_most
      FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[])
        WITH ORDINALITY AS q (id, model_id, input_about, input_at_most, output_at_most, choices, n)
      LEFT JOIN models known ON known.id = q.model_id
    ) r
    LEFT JOIN (
      SELECT c.n, s.api_key_id, s.ends_at IS NOT NULL AS is_old
      FROM unnest($7::integer[], $8::bytea[]) AS c (n, hash)
      JOIN api_key_secrets s ON s.secret_hash = c.hash AND (s.ends_at IS NULL OR s.ends_at > statement_timestamp())
    ) found ON found.n = r.n
    LEFT JOIN api_keys k ON k.id = found.api_key_id
    LEFT JOIN accounts a ON a.id = k.account_id
    LEFT JOIN models m ON m.id = r.model_id
    LEFT JOIN api_key_limits l ON l.api_key_id = k.id
    LEFT JOIN LATERAL (
      SELECT input_price, output_price FROM model_prices
      WHERE l.monthly_cost IS NOT NULL AND model_number = m.number AND valid_from <= statement_timestamp()
      ORDER BY valid_from DESC LIMIT 1
    ) p ON true
  ),
  locked AS MATERIALIZED (
    SELECT l.*, CASE WHEN ${MINUTE_HOLDS} THEN l.minute ELSE ${MINUTE_OF_NOW} END AS this_minute,
      CASE WHEN l.month BETWEEN m.of_now AND m.of_soon THEN l.month ELSE m.of_now END AS this_month
    FROM api_key_limits l JOIN accounts a ON a.id = l.account_id
    CROSS JOIN LATERAL (
      SELECT date_trunc('month', statement_timestamp() AT TIME ZONE a.time_zone)::date AS of_now,
        date_trunc('month', (statement_timestamp() + interval '1 minute') AT TIME ZONE a.time_zone)::date AS of_soon
    ) m
    WHERE l.api_key_id = ANY (ARRAY(SELECT DISTINCT api_key_id FROM asked WHERE refusal IS NULL AND has_limit))
    ORDER BY l.api_key_id FOR NO KEY UPDATE OF l ${waits ? '' : 'SKIP LOCKED'}
  ),
  used AS MATERIALIZED (
    SELECT api_key_id, this_minute, this_month, requests_per_minute, tokens_per_minute, monthly_tokens, monthly_cost,
      CASE WHEN minute = this_minute THEN minute_requests ELSE 0 END AS requests,
      CASE WHEN minute = this_minute THEN minute_tokens ELSE 0 END AS tokens,
      CASE WHEN month = this_month THEN month_tokens ELSE 0 END AS month_tokens,
      CASE WHEN month = this_month THEN month_cost ELSE 0 END AS month_cost
    FROM locked
  ),
  alone AS (
    SELECT a.n, a.api_key_id, a.tokens AS need, a.cost AS need_cost, u.requests_per_minute, u.tokens_per_minute,
      u.monthly_tokens, u.monthly_cost, u.requests, u.tokens, u.month_tokens, u.month_cost, u.this_minute,
      CASE
        WHEN u.month_tokens + a.tokens > u.monthly_tokens THEN 'MONTHLY_TOKENS'
        WHEN u.month_cost + a.cost > u.monthly_cost THEN 'MONTHLY_COST'
        WHEN u.requests + 1 > u.requests_per_minute THEN 'REQUESTS_PER_MINUTE'
        WHEN u.tokens + a.tokens > u.tokens_per_minute THEN 'TOKENS_PER_MINUTE'
      END AS refusal
    FROM asked a JOIN used u USING (api_key_id) WHERE a.refusal IS NULL
  ),
  decided AS MATERIALIZED (
    SELECT n, api_key_id, need, need_cost, this_minute, requests_per_minute, tokens_per_minute,
      CASE WHEN refusal IS NULL THEN requests + row_number() OVER earlier ELSE requests END AS requests_used,
      CASE WHEN refusal IS NULL THEN tokens + sum(need) OVER earlier ELSE tokens END AS tokens_used,
      CASE
        WHEN refusal IS NOT NULL THEN refusal
        WHEN requests + row_number() OVER earlier > requests_per_minute
          OR tokens + sum(need) OVER earlier > tokens_per_minute
          OR month_tokens + sum(need) OVER earlier > monthly_tokens
          OR month_cost + sum(need_cost) OVER earlier > monthly_cost THEN 'ASK_AGAIN'
      END AS refusal
    FROM alone WINDOW earlier AS (PARTITION BY api_key_id, refusal IS NULL ORDER BY n)
  ),
  verdict AS MATERIALIZED (
    SELECT a.n, a.id, a.api_key_id, a.account_id, a.model_number, a.input_about, a.is_old,
      CASE WHEN a.has_limit THEN a.tokens ELSE 0 END AS tokens, CASE WHEN a.has_limit THEN a.cost ELSE 0 END AS cost,
      coalesce(a.refusal, d.refusal, CASE WHEN a.has_limit AND d.n IS NULL THEN 'ASK_AGAIN' END) AS refusal,
      CASE WHEN d.n IS NULL THEN a.requests_per_minute ELSE d.requests_per_minute END AS requests_per_minute,
      CASE WHEN d.n IS NULL THEN a.tokens_per_minute ELSE d.tokens_per_minute END AS tokens_per_minute,
      coalesce(d.requests_used, a.requests_used) AS requests_used, coalesce(d.tokens_used, a.tokens_used) AS tokens_used,
      CASE
        WHEN a.refusal IN ('MODEL_NOT_FOUND', 'MODEL_NOT_ALLOWED') AND a.has_limit
          THEN ${MINUTE_OF_NOW}
        ELSE d.this_minute
      END AS this_minute
    FROM asked a LEFT JOIN decided d USING (n)
  ),
  counted AS (
    UPDATE api_key_limits l
    SET minute = u.this_minute, minute_requests = u.requests + taken.requests, minute_tokens = u.tokens + taken.tokens,
      month = u.this_month, month_tokens = u.month_tokens + taken.tokens, month_cost = u.month_cost + taken.cost
    FROM (
      SELECT api_key_id, count(*) AS requests, sum(need)::bigint AS tokens, sum(need_cost) AS cost
      FROM decided WHERE refusal IS NULL GROUP BY api_key_id
    ) taken JOIN used u USING (api_key_id)
    WHERE l.api_key_id = taken.api_key_id
  ),
  opened AS (
    INSERT INTO open_requests (id, account_id, api_key_id, model_number, node_id, admitted_at, input_tokens_estimate,
      reserved_tokens, reserved_cost)
    SELECT id, account_id, api_key_id, model_number, $9::uuid, statement_timestamp(), input_about, tokens, cost
    FROM verdict WHERE refusal IS NULL
  )
  SELECT refusal, api_key_id AS "apiKeyId", account_id AS "accountId", model_number AS "modelNumber",
    (extract(epoch FROM statement_timestamp()) * 1000000)::bigint::text AS "admittedAtUs",
    coalesce(is_old, false) AS "usedOldSecret", requests_per_minute AS "requestsPerMinute",
    greatest(requests_per_minute - requests_used, 0)::text AS "requestsLeft",
    tokens_per_minute::text AS "tokensPerMinute", greatest(tokens_per_minute - tokens_used, 0)::text AS "tokensLeft",
    CASE WHEN this_minute IS NOT NULL
      THEN greatest(extract(epoch FROM this_minute + interval '1 minute' - statement_timestamp()) * 1000, 1)::integer
    END AS "minuteEndsInMs"
  FROM verdict ORDER BY n`;
}

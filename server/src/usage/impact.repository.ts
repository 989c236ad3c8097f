import type { EntityManager } from 'typeorm';
import { safeInteger } from '../platform/safeInteger';
import type { Sighting } from './clientSightings';

/** Who would notice if a key stopped now. */
export interface ImpactRow {
  readonly apiKeyId: string;
  readonly requestsLastHour: number;
  readonly requestsLastDay: number;
  readonly openStreams: number;
  /** Latest first, at most 20. */
  readonly clients: readonly string[];
  /** The catalogue's numbers, most used first, at most 100. */
  readonly modelNumbers: readonly number[];
}

const MOST_CLIENTS_KEPT = 50;
const MOST_CLIENTS_SHOWN = 20;
const MOST_MODELS = 100;

/** All SQL about who uses a key. */
export class ImpactRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * One statement for all keys, in no order; keys of other accounts are left out. Requests are those that are settled,
   * exact to the microsecond; models and clients are those of the last 7 days.
   */
  async listImpact(accountId: string, apiKeyIds: readonly string[]): Promise<ImpactRow[]> {
    const rows = await this.db.query<CountedRow[]>(IMPACT, [accountId, apiKeyIds]);
    return rows.map((row) => ({
      ...row,
      requestsLastHour: safeInteger(row.requestsLastHour),
      requestsLastDay: safeInteger(row.requestsLastDay),
    }));
  }

  /**
   * Notes programs, each at most once a minute, and keeps the latest 50 of each key that a new one came to. One
   * statement. Each pair of key and program comes once, and at most 50 of a key.
   */
  async writeSightings(sightings: readonly Sighting[]): Promise<void> {
    await this.db.query(NOTE, [
      sightings.map(({ accountId }) => accountId),
      sightings.map(({ apiKeyId }) => apiKeyId),
      sightings.map(({ client }) => client),
    ]);
  }

  /** Forgets programs that were not seen for 30 days, at most 10,000 at a time. */
  async forgetOldClients(): Promise<void> {
    await this.db.query(
      `DELETE FROM api_key_clients WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM api_key_clients WHERE last_seen_at < statement_timestamp() - interval '30 days' LIMIT 10000))`,
    );
  }
}

/** As it comes from PostgreSQL: sums of bigint are text. */
type CountedRow = Omit<ImpactRow, 'requestsLastHour' | 'requestsLastDay'> & {
  readonly requestsLastHour: string;
  readonly requestsLastDay: string;
};

/**
 * Rows are written in key order, and only then the oldest are taken away, but for those that somebody holds: so two nodes
 * wait for each other instead of deadlocking. What was noted within the last minute is left as it is. Everything goes by
 * the primary key.
 */
const NOTE = `
  WITH given AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS s (account_id, api_key_id, client)
    WHERE NOT EXISTS (
      SELECT FROM api_key_clients fresh
      WHERE fresh.account_id = s.account_id AND fresh.api_key_id = s.api_key_id AND fresh.client = s.client
        AND fresh.last_seen_at > statement_timestamp() - interval '1 minute')
  ),
  noted AS (
    INSERT INTO api_key_clients AS c (account_id, api_key_id, client, last_seen_at)
    SELECT account_id, api_key_id, client, statement_timestamp() FROM given ORDER BY 1, 2, 3
    ON CONFLICT (account_id, api_key_id, client)
      DO UPDATE SET last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at)
    RETURNING 1
  ),
  ranked AS (
    SELECT known.account_id, known.api_key_id, known.client, new.clients + row_number() OVER (
      PARTITION BY known.account_id, known.api_key_id ORDER BY known.last_seen_at DESC, known.client) AS place
    FROM (SELECT account_id, api_key_id, count(*) AS clients FROM given GROUP BY 1, 2) new
    JOIN api_key_clients known ON known.account_id = new.account_id AND known.api_key_id = new.api_key_id
    WHERE NOT EXISTS (
      SELECT FROM given g
      WHERE g.account_id = known.account_id AND g.api_key_id = known.api_key_id AND g.client = known.client)
  ),
  free AS (
    SELECT c.account_id, c.api_key_id, c.client FROM api_key_clients c
    WHERE (SELECT count(*) FROM noted) > 0 AND (c.account_id, c.api_key_id, c.client) IN (
      SELECT account_id, api_key_id, client FROM ranked WHERE place > ${MOST_CLIENTS_KEPT})
    FOR UPDATE SKIP LOCKED
  )
  DELETE FROM api_key_clients c USING free
  WHERE c.account_id = free.account_id AND c.api_key_id = free.api_key_id AND c.client = free.client`;

const since = (span: string): string => `(statement_timestamp() - interval '${span}')`;
/** The first quarter of an hour that is whole within the span. */
const wholeSince = (span: string): string =>
  `date_bin('15 minutes', ${since(span)} + interval '14 minutes 59.999999 seconds', timestamptz '2000-01-01 00:00Z')`;

/** What the span cuts out of its first slot: a part of one UTC day, from one partition, by account and time. */
const edgeOf = (span: string, counts: string): string => `
    SELECT api_key_id, model_number, ${counts} FROM usage_events
    WHERE account_id = $1 AND api_key_id = ANY ($2::uuid[]) AND day = (${since(span)} AT TIME ZONE 'UTC')::date
      AND admitted_at >= ${since(span)} AND admitted_at < ${wholeSince(span)}`;

/**
 * Whole slots come from the sums, by their primary key; what each of the three spans cuts out of a slot comes from the
 * ledger, and counts for that span alone. Open rows are as many as calls are under way, and are walked once.
 */
const IMPACT = `
  WITH used AS (
    SELECT api_key_id, model_number,
      CASE WHEN slot_start >= ${wholeSince('1 hour')} THEN requests ELSE 0 END AS hour,
      CASE WHEN slot_start >= ${wholeSince('1 day')} THEN requests ELSE 0 END AS day,
      requests AS week
    FROM usage_slots
    WHERE account_id = $1 AND api_key_id = ANY ($2::uuid[]) AND slot_start >= ${wholeSince('7 days')}
    UNION ALL ${edgeOf('1 hour', 'requests, 0, 0')}
    UNION ALL ${edgeOf('1 day', '0, requests, 0')}
    UNION ALL ${edgeOf('7 days', '0, 0, requests')}
  ),
  by_model AS (
    SELECT api_key_id, model_number, sum(hour) AS hour, sum(day) AS day, sum(week) AS week FROM used GROUP BY 1, 2
  ),
  by_key AS (
    SELECT api_key_id, sum(hour) AS hour, sum(day) AS day,
      (array_agg(model_number ORDER BY week DESC, model_number) FILTER (WHERE week > 0))[1:${MOST_MODELS}] AS models
    FROM by_model GROUP BY 1
  ),
  running AS (
    SELECT api_key_id, count(*)::integer AS calls FROM open_requests
    WHERE account_id = $1 AND api_key_id = ANY ($2::uuid[]) GROUP BY 1
  )
  SELECT k.id AS "apiKeyId",
    coalesce(by_key.hour, 0)::text AS "requestsLastHour",
    coalesce(by_key.day, 0)::text AS "requestsLastDay",
    coalesce(running.calls, 0) AS "openStreams",
    ARRAY(
      SELECT client FROM api_key_clients c
      WHERE c.account_id = $1 AND c.api_key_id = k.id AND c.last_seen_at > ${since('7 days')}
      ORDER BY c.last_seen_at DESC, c.client LIMIT ${MOST_CLIENTS_SHOWN}) AS clients,
    coalesce(by_key.models, '{}') AS "modelNumbers"
  FROM api_keys k
  LEFT JOIN by_key ON by_key.api_key_id = k.id
  LEFT JOIN running ON running.api_key_id = k.id
  WHERE k.account_id = $1 AND k.id = ANY ($2::uuid[])`;

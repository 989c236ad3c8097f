import type { EntityManager } from 'typeorm';
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

/** All SQL about who uses a key. */
export class ImpactRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * One statement for all keys, in no order. Requests come from the ledger by account and time, exact to the second;
   * models and clients of the last week.
   */
  listImpact(accountId: string, apiKeyIds: readonly string[]): Promise<ImpactRow[]> {
    return this.db.query<ImpactRow[]>(IMPACT, [accountId, apiKeyIds]);
  }

  /** Notes programs, each at most once a minute; of each key the latest 50 stay. */
  async writeSightings(sightings: readonly Sighting[]): Promise<void> {
    const columns = [
      sightings.map(({ accountId }) => accountId),
      sightings.map(({ apiKeyId }) => apiKeyId),
      sightings.map(({ client }) => client),
    ];
    await this.db.query(UPSERT, columns);
    await this.db.query(TRIM, columns.slice(0, 2));
  }

  /** Forgets programs that were not seen for 30 days, at most 10,000 at a time. */
  async forgetOldClients(): Promise<void> {
    await this.db.query(
      `DELETE FROM api_key_clients WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM api_key_clients WHERE last_seen_at < statement_timestamp() - interval '30 days' LIMIT 10000))`,
    );
  }
}

/** In key order, so that two nodes do not deadlock. A row that is fresh is not written again. */
const UPSERT = `
  INSERT INTO api_key_clients AS c (account_id, api_key_id, client, last_seen_at)
  SELECT s.account_id, s.api_key_id, s.client, statement_timestamp()
  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS s (account_id, api_key_id, client)
  WHERE NOT EXISTS (
    SELECT FROM api_key_clients known
    WHERE known.account_id = s.account_id AND known.api_key_id = s.api_key_id AND known.client = s.client
      AND known.last_seen_at > statement_timestamp() - interval '1 minute')
  ORDER BY 1, 2, 3
  ON CONFLICT (account_id, api_key_id, client) DO UPDATE SET last_seen_at = excluded.last_seen_at`;

const TRIM = `
  DELETE FROM api_key_clients WHERE (account_id, api_key_id, client) IN (
    SELECT account_id, api_key_id, client FROM (
      SELECT account_id, api_key_id, client,
        row_number() OVER (PARTITION BY account_id, api_key_id ORDER BY last_seen_at DESC, client) AS place
      FROM api_key_clients WHERE account_id = ANY ($1::uuid[]) AND api_key_id = ANY ($2::uuid[])
    ) ranked WHERE place > ${MOST_CLIENTS_KEPT})`;

const IMPACT = `
  SELECT k.id AS "apiKeyId",
    coalesce(recent.last_hour, 0)::integer AS "requestsLastHour",
    coalesce(recent.last_day, 0)::integer AS "requestsLastDay",
    (SELECT count(*)::integer FROM open_requests o WHERE o.api_key_id = k.id AND o.account_id = $1) AS "openStreams",
    ARRAY(
      SELECT client FROM api_key_clients c
      WHERE c.account_id = $1 AND c.api_key_id = k.id AND c.last_seen_at > statement_timestamp() - interval '7 days'
      ORDER BY c.last_seen_at DESC, c.client LIMIT 20) AS clients,
    coalesce(used.models, '{}') AS "modelNumbers"
  FROM api_keys k
  LEFT JOIN (
    SELECT api_key_id, count(*) AS last_day,
      count(*) FILTER (WHERE admitted_at > statement_timestamp() - interval '1 hour') AS last_hour
    FROM usage_events
    WHERE account_id = $1 AND api_key_id = ANY ($2::uuid[])
      AND day >= (statement_timestamp() AT TIME ZONE 'UTC')::date - 1
      AND admitted_at > statement_timestamp() - interval '1 day'
    GROUP BY 1
  ) recent ON recent.api_key_id = k.id
  LEFT JOIN (
    SELECT api_key_id, (array_agg(model_number ORDER BY requests DESC, model_number))[1:100] AS models
    FROM (
      SELECT api_key_id, model_number, sum(requests) AS requests FROM usage_slots
      WHERE account_id = $1 AND api_key_id = ANY ($2::uuid[])
        AND slot_start > statement_timestamp() - interval '7 days 15 minutes'
      GROUP BY 1, 2
    ) by_model GROUP BY 1
  ) used ON used.api_key_id = k.id
  WHERE k.account_id = $1 AND k.id = ANY ($2::uuid[])`;

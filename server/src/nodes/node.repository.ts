import type { EntityManager } from 'typeorm';

/** This process among all that share the database. */
export interface NodeIdentity {
  readonly id: string;
  /** What receipts call it, such as `gateway-1` or `host:4000`. */
  readonly name: string;
}

/** A node that is alive, and whether it has obeyed the revocation of one key. */
export interface NodeObedience {
  readonly apiKeyId: string;
  readonly node: string;
  readonly heartbeatAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly streamsEnded: number | null;
}

/** A node that was silent for longer than this is dead, and its open rows are settled by the others. */
export const DEAD_AFTER_SECONDS = 20;
/** A revocation that a node has not acknowledged is found again by polling for this long. */
const REVOCATIONS_FOR_SECONDS = 60;

/** All SQL about the processes that share this database. Times are the database's. */
export class NodeRepository {
  constructor(private readonly db: Pick<EntityManager, 'query'>) {}

  /**
   * Tells that this node is alive, and asks in the same statement which keys it has to stop: those among the running
   * ones that are revoked or leaked, and those revoked lately that it has not acknowledged.
   */
  async beat(node: NodeIdentity, runningKeyIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(BEAT, [node.id, node.name, runningKeyIds]);
    return rows.map((row) => row.id);
  }

  /** Safe to repeat: the first acknowledgement stays. */
  async acknowledge(node: NodeIdentity, apiKeyId: string, streamsEnded: number): Promise<void> {
    await this.db.query(
      `INSERT INTO revocation_acknowledgements (api_key_id, node_id, acknowledged_at, streams_ended)
       VALUES ($1, $2, statement_timestamp(), $3) ON CONFLICT DO NOTHING`,
      [apiKeyId, node.id, streamsEnded],
    );
  }

  /** For each of these keys the nodes that are alive, by name, and what each has said. One statement. */
  listObedience(apiKeyIds: readonly string[]): Promise<NodeObedience[]> {
    return this.db.query<NodeObedience[]>(
      `SELECT k.id AS "apiKeyId", n.name AS node, n.heartbeat_at AS "heartbeatAt", r.acknowledged_at AS "acknowledgedAt",
              r.streams_ended AS "streamsEnded"
       FROM unnest($1::uuid[]) AS k (id)
       CROSS JOIN (
         SELECT id, name, heartbeat_at FROM nodes
         WHERE heartbeat_at > statement_timestamp() - make_interval(secs => $2)
         ORDER BY name, id LIMIT 1000
       ) n
       LEFT JOIN revocation_acknowledgements r ON r.node_id = n.id AND r.api_key_id = k.id
       ORDER BY n.name, n.id`,
      [apiKeyIds, DEAD_AFTER_SECONDS],
    );
  }

  /** Those of these nodes that were heard of lately. */
  async listAlive(nodeIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT id FROM nodes WHERE id = ANY ($1::uuid[])
         AND heartbeat_at > statement_timestamp() - make_interval(secs => $2)`,
      [nodeIds, DEAD_AFTER_SECONDS],
    );
    return rows.map(({ id }) => id);
  }

  /** After a graceful stop: nobody waits for this node any more. */
  async remove(node: NodeIdentity): Promise<void> {
    await this.db.query('DELETE FROM nodes WHERE id = $1', [node.id]);
  }

  /** Forgets nodes and acknowledgements of yesterday. */
  async forgetOld(): Promise<void> {
    await this.db.query(`DELETE FROM nodes WHERE heartbeat_at < statement_timestamp() - interval '1 day'`);
    await this.db.query(
      `DELETE FROM revocation_acknowledgements WHERE acknowledged_at < statement_timestamp() - interval '1 day'`,
    );
  }
}

/** Both halves go by an index: the running keys by id, the late revocations by ix_api_keys_revoked. */
const BEAT = `
  WITH beat AS (
    INSERT INTO nodes (id, name) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = statement_timestamp() RETURNING started_at
  )
  SELECT id FROM api_keys WHERE id = ANY ($3::uuid[]) AND (revoked_at IS NOT NULL OR leaked_at IS NOT NULL)
  UNION
  SELECT k.id FROM api_keys k, beat
  WHERE k.revoked_at > greatest(beat.started_at, statement_timestamp() - interval '${REVOCATIONS_FOR_SECONDS} seconds')
    AND NOT EXISTS (
      SELECT FROM revocation_acknowledgements r WHERE r.api_key_id = k.id AND r.node_id = $1)
  LIMIT 10000`;

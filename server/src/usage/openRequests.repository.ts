import type { EntityManager } from 'typeorm';
import type { Settlement } from './settlement';

/** All SQL about calls that are under way, but for opening and settling them. */
export class OpenRequestsRepository {
  constructor(private readonly db: Pick<EntityManager, 'query'>) {}

  /**
   * Calls of nodes that died, as they are to be settled: the prompt is estimated, what was answered is not known.
   * Walks the open rows, which are as many as calls are under way; at most so many at a time.
   *
   * @param deadAfterSeconds how long a node must have been silent.
   */
  listLost(deadAfterSeconds: number, limit: number): Promise<Settlement[]> {
    return this.db
      .query<LostRow[]>(
        `SELECT o.id, o.account_id AS "accountId", o.api_key_id AS "apiKeyId", o.model_number AS "modelNumber",
                (extract(epoch FROM o.admitted_at) * 1000000)::bigint::text AS "admittedAtUs",
                o.input_tokens_estimate::text AS "inputTokensEstimate"
         FROM open_requests o
         WHERE NOT EXISTS (
           SELECT FROM nodes n WHERE n.id = o.node_id
             AND n.heartbeat_at > statement_timestamp() - make_interval(secs => $1))
         LIMIT $2`,
        [deadAfterSeconds, limit],
      )
      .then((rows) => rows.map(toSettlement));
  }
}

interface LostRow {
  readonly id: string;
  readonly accountId: string;
  readonly apiKeyId: string;
  readonly modelNumber: number;
  readonly admittedAtUs: string;
  readonly inputTokensEstimate: string;
}

function toSettlement({ id, inputTokensEstimate, ...row }: LostRow): Settlement {
  return {
    ...row,
    requestId: id,
    usedOldSecret: false,
    usage: {
      inputTokens: Number(inputTokensEstimate),
      outputTokens: 0,
      cachedInputTokens: 0,
      reasoningTokens: 0,
      source: 'ESTIMATED',
    },
    endReason: 'NODE_LOST',
    latencyMs: 0,
    firstByteMs: null,
  };
}

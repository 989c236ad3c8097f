import { KEY_REVOKED_CHANNEL } from '../apiKeys/apiKey.repository';
import { createLeasePool } from '../db/leasePool';
import type { RunningStreams } from '../gateway/runningStreams';
import { KeyWatch, type StoppableStreams } from '../nodes/keyWatch';
import { DEAD_AFTER_SECONDS, type NodeIdentity, NodeRepository } from '../nodes/node.repository';
import { NotificationListener } from '../nodes/notificationListener';
import type { Logger } from '../platform/logger';
import { LostCalls } from '../usage/lostCalls';
import { OpenRequestsRepository } from '../usage/openRequests.repository';
import type { SettlementQueue } from '../usage/settlementQueue';

/** What this node owes the others: obedience to revocations, and the calls of those that died. */
export interface NodeWatch {
  readonly watch: KeyWatch;
  close(): Promise<void>;
}

export interface NodeWatchParts {
  readonly node: NodeIdentity;
  readonly databaseUrl: string;
  readonly running: RunningStreams;
  readonly settlements: SettlementQueue;
  readonly logger: Logger;
}

/** Puts this node on the list and begins to watch. */
export async function startNodeWatch(parts: NodeWatchParts): Promise<NodeWatch> {
  const { node, running, settlements } = parts;
  const warn = (message: string) => (error: unknown) => parts.logger.warn({ err: error }, message);
  const monotonicMs = () => performance.now();
  // Connections of its own: the lease must not wait behind anybody's slow question.
  const lease = createLeasePool(parts.databaseUrl);
  const watch = new KeyWatch(node, new NodeRepository(lease.queries), stoppable(running), {
    onError: warn('This node could not confirm which keys are in force.'),
    monotonicMs,
  });
  const listener = new NotificationListener({
    databaseUrl: parts.databaseUrl,
    channel: KEY_REVOKED_CHANNEL,
    onMessage: (apiKeyId) => void watch.obey(apiKeyId).catch(warn('A revocation could not be acknowledged.')),
    onError: warn('The listener for revocations lost its connection.'),
  });
  const openRequests = new OpenRequestsRepository(lease.queries);
  const lostCalls = new LostCalls({
    list: (limit) => openRequests.listLost(DEAD_AFTER_SECONDS, limit),
    settle: (settlement, giveUpAfterMs) => settlements.settle(settlement, giveUpAfterMs),
    isLeaseValid: () => watch.isValid(),
    onError: warn('Calls of a dead node could not be settled.'),
    monotonicMs,
  });
  await watch.start();
  await listener.start();
  lostCalls.start();
  return {
    watch,
    close: async () => {
      await lostCalls.stop();
      await listener.stop();
      await watch.stop().finally(() => lease.close());
    },
  };
}

function stoppable(running: RunningStreams): StoppableStreams {
  return {
    keyIds: () => running.keyIds(),
    endKey: (apiKeyId) => running.endKey(apiKeyId, 'KEY_REVOKED'),
    endUnconfirmed: () => void running.endAll('SHUTDOWN'),
  };
}

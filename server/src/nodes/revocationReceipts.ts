import { setTimeout as sleep } from 'node:timers/promises';
import { LEASE_MS } from './keyWatch';
import type { NodeObedience, NodeRepository } from './node.repository';

/** The proof that every node obeys. */
export interface RevocationReceipt {
  readonly revokedAt: Date;
  readonly nodes: RevocationAcknowledgement[];
}

export interface RevocationAcknowledgement {
  readonly node: string;
  /** Null when the node has not answered. */
  readonly acknowledgedAt: Date | null;
  /** When the streams of a node that has not answered end by themselves; null when it has answered. */
  readonly streamsEndBy: Date | null;
  readonly streamsEnded: number | null;
}

/** A key that was just revoked. */
export interface RevokedKey {
  readonly id: string;
  readonly revokedAt: Date;
}

const WAIT_MS = 1_500;
const ASK_EVERY_MS = 25;

/** Collects what the nodes say after a key was revoked. */
export class RevocationReceipts {
  constructor(private readonly nodes: NodeRepository) {}

  /**
   * Waits until each living node has acknowledged every key, at most 1.5 s for all of them together. The revocations
   * themselves hold already: this is only about calls that run on the keys. In the order of the keys.
   */
  async collect(keys: readonly RevokedKey[]): Promise<RevocationReceipt[]> {
    const deadline = performance.now() + WAIT_MS;
    const ids = [...new Set(keys.map(({ id }) => id))];
    let said = await this.nodes.listObedience(ids);
    while (said.some((node) => node.acknowledgedAt === null) && performance.now() < deadline) {
      await sleep(ASK_EVERY_MS);
      said = await this.nodes.listObedience(ids);
    }
    return keys.map(({ id, revokedAt }) => ({
      revokedAt,
      nodes: said.filter(({ apiKeyId }) => apiKeyId === id).map(toAcknowledgement),
    }));
  }
}

function toAcknowledgement({
  node,
  heartbeatAt,
  acknowledgedAt,
  streamsEnded,
}: NodeObedience): RevocationAcknowledgement {
  const streamsEndBy = acknowledgedAt ? null : new Date(heartbeatAt.getTime() + LEASE_MS);
  return { node, acknowledgedAt, streamsEndBy, streamsEnded };
}

import type { RevocationReceipt } from './revocations';

type NodeWord = RevocationReceipt['nodes'][number];

/** What each node said of several keys together: it has confirmed once it has confirmed them all. In the order of first mention. */
export function mergedNodes(receipts: readonly RevocationReceipt[]): readonly NodeWord[] {
  const byName = new Map<string, NodeWord>();
  for (const word of receipts.flatMap(({ nodes }) => nodes)) {
    const before = byName.get(word.node);
    byName.set(word.node, before ? merged(before, word) : word);
  }
  return [...byName.values()];
}

function merged(one: NodeWord, other: NodeWord): NodeWord {
  const isSilent = one.acknowledgedAt === null || other.acknowledgedAt === null;
  return {
    ...one,
    acknowledgedAt: isSilent ? null : later(one.acknowledgedAt, other.acknowledgedAt),
    streamsEndBy: later(one.streamsEndBy, other.streamsEndBy),
    streamsEnded: (one.streamsEnded ?? 0) + (other.streamsEnded ?? 0),
  };
}

/** Instants in UTC compare as text. */
function later(one: string | null, other: string | null): string | null {
  return (one ?? '') > (other ?? '') ? one : other;
}

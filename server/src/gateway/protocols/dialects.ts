import { chatToOpenAi } from '../openai/chatDialect';
import type { UpstreamKind } from '../upstreams/upstream';
import type { ProtocolName } from './clientProtocol';
import type { Dialect } from './dialect';

/** Who can talk to whom. A pair that is missing here is refused by name. */
const DIALECTS: Readonly<Record<ProtocolName, ReadonlyMap<UpstreamKind, Dialect>>> = {
  chat: new Map([['openai', chatToOpenAi]]),
  completions: new Map(),
  embeddings: new Map(),
  responses: new Map(),
  messages: new Map(),
  rerank: new Map(),
};

/** The kinds of upstreams that programs of this protocol can be served by. */
export function kindsFor(protocol: ProtocolName): readonly UpstreamKind[] {
  return [...DIALECTS[protocol].keys()];
}

/** Null when programs of this protocol cannot be served by upstreams of this kind. */
export function dialectFor(protocol: ProtocolName, kind: UpstreamKind): Dialect | null {
  return DIALECTS[protocol].get(kind) ?? null;
}

import { chatToOpenAi } from '../openai/chatDialect';
import { chatToAnthropic } from '../translation/chatOnAnthropic/chatToAnthropic';
import { messagesToOpenAi } from '../translation/messagesOnOpenAi/messagesToOpenAi';
import type { UpstreamKind } from '../upstreams/upstream';
import type { ProtocolName } from './clientProtocol';
import type { Dialect } from './dialect';

/** Who can talk to whom. A pair that is missing here is refused by name. */
const DIALECTS: Readonly<Record<ProtocolName, ReadonlyMap<UpstreamKind, Dialect>>> = {
  chat: new Map([
    ['openai', chatToOpenAi],
    ['anthropic', chatToAnthropic(Date.now)],
  ]),
  completions: new Map(),
  embeddings: new Map(),
  responses: new Map(),
  messages: new Map([['openai', messagesToOpenAi]]),
  rerank: new Map(),
};

/** Null when programs of this protocol cannot be served by upstreams of this kind. */
export function dialectFor(protocol: ProtocolName, kind: UpstreamKind): Dialect | null {
  return DIALECTS[protocol].get(kind) ?? null;
}

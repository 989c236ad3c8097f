import { messagesToAnthropic } from '../anthropic/messagesDialect';
import { chatToOpenAi, completionsToOpenAi } from '../openai/chatDialect';
import { embeddingsToOpenAi } from '../openai/embeddingsProtocol';
import { rerankToOpenAi } from '../openai/rerankProtocol';
import { responsesToOpenAi } from '../openai/responsesDialect';
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
  completions: new Map([['openai', completionsToOpenAi]]),
  embeddings: new Map([['openai', embeddingsToOpenAi]]),
  responses: new Map([['openai', responsesToOpenAi]]),
  messages: new Map([
    ['anthropic', messagesToAnthropic],
    ['openai', messagesToOpenAi],
  ]),
  rerank: new Map([['openai', rerankToOpenAi]]),
};

/** Null when programs of this protocol cannot be served by upstreams of this kind. */
export function dialectFor(protocol: ProtocolName, kind: UpstreamKind): Dialect | null {
  return DIALECTS[protocol].get(kind) ?? null;
}

import { messagesProtocol } from '../anthropic/messagesProtocol';
import { chatProtocol } from '../openai/chatProtocol';
import { completionsProtocol } from '../openai/completionsProtocol';
import { embeddingsProtocol } from '../openai/embeddingsProtocol';
import { rerankProtocol } from '../openai/rerankProtocol';
import { responsesProtocol } from '../openai/responsesProtocol';
import type { ClientProtocol } from './clientProtocol';

/** Every metered route, each with and without `/v1` before it, and what is spoken there. */
export const PROTOCOL_BY_PATH: Readonly<Record<string, ClientProtocol>> = {
  '/chat/completions': chatProtocol,
  '/completions': completionsProtocol,
  '/embeddings': embeddingsProtocol,
  '/responses': responsesProtocol,
  '/messages': messagesProtocol,
  '/rerank': rerankProtocol,
};

/** What is spoken at a route, with or without `/v1`; null where no model is called. */
export function protocolAt(route: string): ClientProtocol | null {
  const path = route.replace(/^\/v1(?=\/)/, '');
  return Object.hasOwn(PROTOCOL_BY_PATH, path) ? (PROTOCOL_BY_PATH[path] ?? null) : null;
}

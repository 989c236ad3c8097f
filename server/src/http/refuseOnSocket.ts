import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { OpenAiErrorBody } from '../gateway/openai/openAiErrorBody';
import { newUuid } from '../platform/uuid';

/** What is refused before there is a request that could be answered. */
export interface SocketRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * Answers on the bare connection and ends it. Programs that call models read the errors of OpenAI, and nothing else is
 * known of whoever is at the other end. The connection is cut when it does not take even that.
 */
export function refuseOnSocket(socket: Duplex, refusal: SocketRefusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status } = refusal;
  const { headers, text } = written(refusal);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`, ...lines].join('\r\n');
  socket.end(`${head}\r\n\r\n${text}`, () => socket.destroy());
}

/** The same for a request that Node can answer in its turn, after those before it. */
export function refuseInTurn(response: ServerResponse, refusal: SocketRefusal): void {
  const { headers, text } = written(refusal);
  response.writeHead(refusal.status, headers).end(text);
}

function written({ code, message }: SocketRefusal): { headers: Record<string, string>; text: string } {
  const body: OpenAiErrorBody = { error: { message, type: 'invalid_request_error', param: null, code } };
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': newUuid(),
    connection: 'close',
  };
  return { headers, text };
}

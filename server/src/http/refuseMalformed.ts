import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { refuseInTurn, refuseOnSocket, type SocketRefusal } from './refuseOnSocket';

const MALFORMED: SocketRefusal = {
  status: 400,
  code: 'invalid_request',
  message: 'The request is not HTTP/1.1 as it is written down.',
};
const BY_ERROR: Readonly<Record<string, SocketRefusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    message: 'The headers are too large: 16 KiB at most.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'request_too_large',
    message: 'The extensions of the chunks are too large: 16 KiB at most.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_timeout',
    message: 'The request did not come in time: 5 seconds for its headers, 30 for all of it.',
  },
};

/** Answers what Node's parser cannot read. An answer that has begun is cut: nothing can be put behind it. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || hasBegunToAnswer(socket)) {
    socket.destroy();
    return;
  }
  refuseOnSocket(socket, BY_ERROR[error.code ?? ''] ?? MALFORMED);
}

/** Node's own answer has neither a body nor an id. */
export function refuseExpectations(server: Server): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    refuseInTurn(response, {
      status: 417,
      code: 'invalid_request',
      message: 'Nothing but 100-continue can be expected here.',
    });
  });
}

/** This server is no proxy: without an answer of ours, Node would only hang up on CONNECT. */
export function refuseTunnels(server: Server): void {
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    refuseOnSocket(socket, { status: 405, code: 'invalid_request', message: 'This server is no proxy.' });
  });
}

/** Node keeps the answer that is being written to a connection there; its own default handler looks at it too. */
function hasBegunToAnswer(socket: Duplex): boolean {
  const current: unknown = Reflect.get(socket, '_httpMessage');
  return typeof current === 'object' && current !== null && Reflect.get(current, '_headerSent') === true;
}

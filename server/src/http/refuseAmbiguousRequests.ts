import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../platform/domainError';

/** A name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const HOST = /^([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$/;
/** Headers that may stand in a request once only: two of them would be read differently by different programs. */
const ONCE_ONLY = ['host', 'authorization', 'x-api-key', 'content-type', 'origin'];

/** `http://host:port/path`, as proxies are asked. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

/**
 * Refuses what another program on the way might read differently than we do, with status 400 and the connection's end:
 * HTTP before 1.1, an unclear Host or another one in the address, a header twice, any Transfer-Encoding but `chunked`.
 */
export function refuseAmbiguousRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const fault = ambiguityOf(request);
    if (fault === null) return done();
    reply.raw.setHeader('connection', 'close');
    done(new DomainError('INVALID_INPUT', fault));
  });
}

function ambiguityOf({ raw, headers }: FastifyRequest): string | null {
  if (raw.httpVersionMajor < 1 || (raw.httpVersionMajor === 1 && raw.httpVersionMinor < 1)) {
    return 'Use HTTP/1.1.';
  }
  const twice = ONCE_ONLY.find((name) => (raw.headersDistinct[name]?.length ?? 0) > 1);
  if (twice !== undefined) return `Send the header ${twice} once only.`;
  if (!HOST.test(headers.host ?? '')) return 'The Host header is not understood.';
  const [, authority = null] = ABSOLUTE.exec(raw.url ?? '') ?? [];
  if (authority !== null && authority.toLowerCase() !== headers.host?.toLowerCase()) {
    return 'The address and the Host header name different hosts.';
  }
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked')
    return 'Use no other Transfer-Encoding than chunked.';
  return null;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayRefusal, invalidRequest } from '../gateway/gatewayRefusal';
import { type LooksLikeApiKey, readCredential } from '../gateway/readCredential';
import type { RequestSlot, RequestSlots } from '../gateway/requestSlots';
import { collectBody } from './collectBody';
import { senderOf } from './senderOf';

export interface GatewayBodiesOptions {
  readonly slots: RequestSlots;
  readonly maxBodyBytes: number;
  readonly looksLikeApiKey: LooksLikeApiKey;
}

/**
 * Takes bodies of any type as bytes: what they are is the gateway's own question. Every request takes a slot before its
 * body is read and gives it back when its answer is complete or its client is gone.
 */
export function acceptBodies(app: FastifyInstance, options: GatewayBodiesOptions): void {
  const slotOf = new WeakMap<FastifyRequest, RequestSlot>();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', async (request: FastifyRequest) => {
    const slot = slotOf.get(request);
    // The hook below has run for every request that gets here.
    if (!slot) throw new GatewayRefusal('INTERNAL_ERROR');
    return collectBody(request.raw, options.maxBodyBytes, slot);
  });
  app.addHook('onRequest', (request, reply, done) => {
    // What it throws is answered by the error handler, as with any hook.
    takeSlot(request, reply);
    done();
  });

  function takeSlot(request: FastifyRequest, reply: FastifyReply): void {
    refuseEncoded(request);
    const secret = takesBody(request)
      ? // A request without a key of the right form takes no place: strangers cannot fill the gateway with silence.
        readCredential(request.raw.headersDistinct, options.looksLikeApiKey)
      : null;
    const slot = options.slots.take({ secret, address: senderOf(request.ip) });
    reply.raw.once('close', () => slot.giveBack());
    slotOf.set(request, slot);
    if (isWithoutBody(request)) slot.endUpload();
  }
}

/** A small body may unpack to any size, so that none is unpacked. Clients of models send JSON as it is. */
function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return;
  throw invalidRequest(
    'Send the body as it is: it is not unpacked, so Content-Encoding may only be identity.',
  );
}

function takesBody({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && routeOptions.url !== '/v1/*';
}

function isWithoutBody({ raw: { headers } }: FastifyRequest): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

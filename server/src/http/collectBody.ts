import type { IncomingMessage } from 'node:http';
import { GatewayRefusal, invalidRequest } from '../gateway/gatewayRefusal';
import type { RequestSlot } from '../gateway/requestSlots';

/**
 * Takes a whole body into memory, each byte counted in the slot of its request.
 *
 * @throws GatewayRefusal REQUEST_TOO_LARGE beyond so many bytes, RATE_LIMITED when all bodies together leave no room,
 * INVALID_REQUEST when it breaks off.
 */
export function collectBody(request: IncomingMessage, maxBytes: number, slot: RequestSlot): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const stop = (refusal: GatewayRefusal) => {
      request.off('data', take);
      // What still comes is passed over.
      request.resume();
      reject(refusal);
    };
    const take = (piece: Buffer) => {
      size += piece.length;
      if (size > maxBytes) return stop(new GatewayRefusal('REQUEST_TOO_LARGE'));
      if (!slot.grow(piece.length)) return stop(new GatewayRefusal('RATE_LIMITED'));
      pieces.push(piece);
    };
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      stop(new GatewayRefusal('REQUEST_TOO_LARGE'));
      return;
    }
    request.on('data', take);
    const brokenOff = () => stop(invalidRequest('The body broke off.'));
    request.once('end', () => {
      request.off('close', brokenOff);
      slot.endUpload();
      resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces, size));
    });
    request.once('error', brokenOff);
    request.once('close', brokenOff);
  });
}

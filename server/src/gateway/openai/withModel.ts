import type { ModelRequest } from '../protocols/clientProtocol';

/** What was checked, written anew, under the name that the upstream knows the model by. */
export function withModel({ body }: ModelRequest, upstreamModel: string): Buffer {
  return Buffer.from(JSON.stringify({ ...body, model: upstreamModel }));
}

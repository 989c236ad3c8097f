import { GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import type { UpstreamKind } from '../upstreams/upstream';
import type { ModelRequest, ProtocolName } from './clientProtocol';
import { dialectFor } from './dialects';

/**
 * Which kinds of upstreams can be told all of a request. It is looked at before the call is admitted: what nobody can
 * be told is never on record.
 *
 * @param served what the upstreams of the model speak; nothing when there is no such model, which admission says then.
 * @throws GatewayRefusal INVALID_REQUEST when there are upstreams but none can be told, naming the field that the first
 * of them has nothing for.
 */
export function servableKinds(
  protocol: ProtocolName,
  request: ModelRequest,
  served: ReadonlySet<UpstreamKind>,
): readonly UpstreamKind[] {
  const refusals: GatewayRefusal[] = [];
  const kinds = [...served].filter((kind) => {
    const refusal = refusalAt(protocol, request, kind);
    if (refusal) refusals.push(refusal);
    return refusal === null;
  });
  const [first] = refusals;
  if (kinds.length === 0 && first) throw first;
  return kinds;
}

function refusalAt(protocol: ProtocolName, request: ModelRequest, kind: UpstreamKind): GatewayRefusal | null {
  const dialect = dialectFor(protocol, kind);
  if (!dialect) return notForThisRoute(request.modelId);
  try {
    dialect.check?.(request);
    return null;
  } catch (error) {
    if (error instanceof GatewayRefusal) return error;
    throw error;
  }
}

function notForThisRoute(modelId: string): GatewayRefusal {
  return invalidRequest(
    `The model \`${modelId}\` cannot be called at this address: its provider has nothing like it.`,
    'model',
  );
}

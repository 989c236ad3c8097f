import type { Admission } from './admission';
import type { GatewayLog } from './gatewayLog';
import type { ClientProtocol, ModelRequest } from './protocols/clientProtocol';
import type { Dialect } from './protocols/dialect';
import { dialectFor } from './protocols/dialects';
import type { RunningCall } from './runningStreams';
import { waitForAcceptance } from './upstreamAnswer';
import type { UpstreamCall } from './upstreams/askUpstreams';
import { type Exchange, UpstreamFailure, type UpstreamKind } from './upstreams/upstream';
import type { UpstreamAttempts } from './upstreams/upstreamAttempts';
import type { Route, UpstreamRouter } from './upstreams/upstreamRouter';

/** An admitted call that some upstream is to answer. */
export interface CallToAnswer {
  readonly protocol: ClientProtocol;
  readonly model: ModelRequest;
  /** The kinds of upstreams that can answer it. */
  readonly kinds: readonly UpstreamKind[];
  readonly admission: Pick<Admission, 'modelId' | 'requestId'>;
  readonly running: Pick<RunningCall, 'signal'>;
  /** Gets every attempt. */
  readonly attempts: UpstreamAttempts;
}

export interface UpstreamCallParts {
  readonly router: UpstreamRouter;
  readonly log: Pick<GatewayLog, 'upstreamFailed'>;
}

/** How the upstreams of its model are asked for this call. */
export function upstreamCallOf(call: CallToAnswer, { router, log }: UpstreamCallParts): UpstreamCall {
  const { modelId, requestId } = call.admission;
  return {
    first: () => {
      const route = router.pick(modelId, call.kinds);
      if (!route) throw new UpstreamFailure('FAILED', 'No upstream serves this model.');
      return route;
    },
    other: ({ upstream }) => router.pickOther(modelId, upstream, call.kinds),
    attempts: call.attempts,
    send: (route) => send(call, route),
    accept: (exchange) => waitForAcceptance(exchange, call.model.wantsStream),
    onRetry: (error, { upstream }) =>
      error instanceof Error && log.upstreamFailed({ requestId, error, upstream: upstream.name }),
  };
}

/** How this call is put to the upstream of this route. */
export function dialectOf({ protocol }: Pick<CallToAnswer, 'protocol'>, { upstream }: Route): Dialect {
  const dialect = dialectFor(protocol.name, upstream.kind);
  if (!dialect) throw new UpstreamFailure('FAILED', 'Nothing of this kind can be told to the upstream.');
  return dialect;
}

function send(call: CallToAnswer, route: Route): Exchange {
  const { model, running, admission } = call;
  const { requestId } = admission;
  const { signal } = running;
  signal.throwIfAborted();
  const dialect = dialectOf(call, route);
  const body = dialect.upstreamBody(model, route.upstreamModel, route.maxOutputTokens);
  return route.upstream.send({ path: dialect.path, body, wantsStream: model.wantsStream, requestId, signal });
}

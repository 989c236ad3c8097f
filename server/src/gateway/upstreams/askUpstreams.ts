import { judgeFailure } from './judgeFailure';
import { type Exchange, UpstreamFailure } from './upstream';
import type { UpstreamAttempts } from './upstreamAttempts';
import type { Route, UpstreamRouter } from './upstreamRouter';

/** One call that some upstream is to answer. */
export interface UpstreamCall {
  readonly modelId: string;
  readonly router: UpstreamRouter;
  /** Gets every attempt. */
  readonly attempts: UpstreamAttempts;
  /** Begins the call at this upstream. Throws when the call was ended before. */
  readonly send: (route: Route) => Exchange;
  /** Waits until the upstream takes the call; throws its refusal or failure. */
  readonly accept: (exchange: Exchange) => Promise<void>;
}

/** Who answers. Whoever gets it must end the exchange with `release` or `cancel`. */
export interface AnsweringUpstream {
  readonly route: Route;
  readonly exchange: Exchange;
}

/**
 * Asks an upstream of the model and waits for the first byte of its answer. When it fails before that, or refuses for a
 * reason of the moment, one other upstream of the model is asked, once; what that says holds. Nothing was written of an
 * answer then, so nobody is asked twice for the same words.
 *
 * @throws UpstreamFailure, UpstreamRefused, or the reason of the signal, with no exchange left open.
 */
export async function askUpstreams(call: UpstreamCall): Promise<AnsweringUpstream> {
  const first = call.router.pick(call.modelId);
  if (!first) throw new UpstreamFailure('FAILED', 'No upstream serves this model.');
  try {
    return await askOne(call, first);
  } catch (error) {
    const second = judgeFailure(error)?.mayRetry ? call.router.pickOther(call.modelId, first.upstream) : null;
    if (!second) throw error;
    return askOne(call, second);
  }
}

async function askOne({ attempts, send, accept }: UpstreamCall, route: Route): Promise<AnsweringUpstream> {
  const exchange = send(route);
  const attempt = attempts.begin(route.upstream.name, exchange);
  try {
    await route.health.ask(async () => {
      await accept(exchange);
      await exchange.firstByte();
    });
    return { route, exchange };
  } catch (error) {
    exchange.cancel();
    const judgement = judgeFailure(error);
    if (judgement) attempt.failed(judgement);
    throw error;
  }
}

import { judgeFailure } from './judgeFailure';
import type { Exchange } from './upstream';
import type { UpstreamAttempts } from './upstreamAttempts';
import type { Route } from './upstreamRouter';

/** One call that some upstream is to answer. */
export interface UpstreamCall {
  /** The upstream whose turn it is. Throws when none can answer. */
  readonly first: () => Route;
  /** Another one than this; null when there is none that is well. */
  readonly other: (than: Route) => Route | null;
  /** Gets every attempt. */
  readonly attempts: UpstreamAttempts;
  /** Begins the call at this upstream. Throws when the call was ended before. */
  readonly send: (route: Route) => Exchange;
  /** Waits until the upstream takes the call; throws its refusal or failure. */
  readonly accept: (exchange: Exchange) => Promise<void>;
  /** Told of a failure that another upstream makes good. */
  readonly onRetry: (error: unknown, failed: Route) => void;
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
  const first = call.first();
  try {
    return await askOne(call, first);
  } catch (error) {
    const second = judgeFailure(error)?.mayRetry ? call.other(first) : null;
    if (!second) throw error;
    call.onRetry(error, first);
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

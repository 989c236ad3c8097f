import { DEFAULT_UPSTREAM_BREAKER } from '../../platform/configUpstreamSchema';
import type { Upstream, UpstreamBreaker, UpstreamKind, UpstreamModel } from './upstream';
import { UpstreamHealth } from './upstreamHealth';

/** Where a call goes, and under which name the model is known there. */
export interface Route {
  readonly upstream: Upstream;
  readonly upstreamModel: string;
  /** The longest answer that it can give there, in tokens; null when nobody said. */
  readonly maxOutputTokens: number | null;
  readonly health: UpstreamHealth;
}

export interface ServedModels {
  readonly upstream: Upstream;
  readonly models: readonly UpstreamModel[];
  /** Its share among those that serve the same model; 1 when not given. */
  readonly weight?: number;
  readonly breaker?: UpstreamBreaker;
}

const UPSTREAM_KINDS: readonly UpstreamKind[] = ['openai', 'anthropic'];

/** How far a route is ahead of its share: those furthest behind come next. */
interface WeightedRoute extends Route {
  readonly weight: number;
  credit: number;
}

/** Knows which upstreams serve a model, and whose turn it is: each by its weight, those that are not well left out. */
export class UpstreamRouter {
  private readonly routes = new Map<string, WeightedRoute[]>();

  constructor(served: readonly ServedModels[]) {
    for (const { upstream, models, weight = 1, breaker = DEFAULT_UPSTREAM_BREAKER } of served) {
      const health = new UpstreamHealth(breaker);
      for (const { id, upstreamModel, maxOutputTokens = null } of models) {
        const routes = this.routes.get(id) ?? [];
        routes.push({ upstream, upstreamModel, maxOutputTokens, health, weight, credit: 0 });
        this.routes.set(id, routes);
      }
    }
  }

  /** What the upstreams speak that serve the model; nothing when none does. */
  kindsOf(modelId: string): ReadonlySet<UpstreamKind> {
    return new Set((this.routes.get(modelId) ?? []).map(({ upstream }) => upstream.kind));
  }

  /**
   * The upstream whose turn it is among those that speak one of these protocols; when none is well, the one that is the
   * first to be so again. Null when none serves the model. Health never refuses a call: the only upstream of a model says
   * itself what is wrong.
   */
  pick(modelId: string, kinds: readonly UpstreamKind[] = UPSTREAM_KINDS): Route | null {
    const routes = this.routesOf(modelId, kinds);
    return nextOf(routes.filter(({ health }) => health.isReady)) ?? firstReadyOf(routes);
  }

  /** Another upstream than this one that serves the model and is well; null when there is none. */
  pickOther(modelId: string, than: Upstream, kinds: readonly UpstreamKind[] = UPSTREAM_KINDS): Route | null {
    const routes = this.routesOf(modelId, kinds);
    return nextOf(routes.filter(({ upstream, health }) => upstream !== than && health.isReady));
  }

  private routesOf(modelId: string, kinds: readonly UpstreamKind[]): WeightedRoute[] {
    return (this.routes.get(modelId) ?? []).filter(({ upstream }) => kinds.includes(upstream.kind));
  }
}

/** Smooth weighted turns: of weights 2 and 1 come a, b, a and not a, a, b. */
function nextOf(routes: readonly WeightedRoute[]): Route | null {
  let next: WeightedRoute | null = null;
  let total = 0;
  for (const route of routes) {
    route.credit += route.weight;
    total += route.weight;
    if (next === null || route.credit > next.credit) next = route;
  }
  if (next) next.credit -= total;
  return next;
}

function firstReadyOf(routes: readonly WeightedRoute[]): Route | null {
  return routes.reduce<Route | null>(
    (first, route) => (first === null || route.health.readyAt < first.health.readyAt ? route : first),
    null,
  );
}

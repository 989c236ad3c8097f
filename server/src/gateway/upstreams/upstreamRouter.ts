import type { Upstream, UpstreamModel } from './upstream';

/** Where a call goes, and under which name the model is known there. */
export interface Route {
  readonly upstream: Upstream;
  readonly upstreamModel: string;
}

export interface ServedModels {
  readonly upstream: Upstream;
  readonly models: readonly UpstreamModel[];
}

/** Knows which upstreams serve a model. Several serve it in turn. */
export class UpstreamRouter {
  private readonly routes = new Map<string, Route[]>();
  private turn = 0;

  constructor(served: readonly ServedModels[]) {
    for (const { upstream, models } of served) {
      for (const { id, upstreamModel } of models) {
        const routes = this.routes.get(id) ?? [];
        routes.push({ upstream, upstreamModel });
        this.routes.set(id, routes);
      }
    }
  }

  /** The next upstream in turn that serves the model; null when none does. */
  pick(modelId: string): Route | null {
    const routes = this.routes.get(modelId);
    if (!routes) return null;
    this.turn = (this.turn + 1) % Number.MAX_SAFE_INTEGER;
    return routes[this.turn % routes.length] ?? null;
  }
}

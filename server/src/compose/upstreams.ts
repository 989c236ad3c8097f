import { DEMO_MODELS } from '../demo/demoModels';
import { DemoUpstream } from '../demo/demoUpstream';
import { countTokens } from '../gateway/metering/countTokens';
import { HttpUpstream } from '../gateway/upstreams/httpUpstream';
import type { Upstream, UpstreamConfig } from '../gateway/upstreams/upstream';
import { UpstreamRouter } from '../gateway/upstreams/upstreamRouter';
import type { CatalogueModel } from '../models/catalogueModel';
import { ANTHROPIC_CATALOGUE, OPENAI_CATALOGUE, type ProviderCatalogue } from '../models/providerCatalogue';
import type { Config } from '../platform/config';
import { DEFAULT_UPSTREAM_BREAKER } from '../platform/configUpstreamSchema';
import type { Secret } from '../platform/secret';
import { offeredModels } from './offeredModels';

/** What an installation can call. */
export interface Upstreams {
  readonly router: UpstreamRouter;
  close(): Promise<void>;
}

/** The catalogue of this installation: configured upstreams, providers whose key is set, and the demo. */
export function catalogueOf(config: Config): CatalogueModel[] {
  const providers = providersOf(config).map(({ catalogue }) => catalogue);
  return offeredModels(config.upstreams, config.isDemo ? [...providers, { models: DEMO_MODELS }] : providers);
}

/** Opens a pool to each upstream, and starts the demo's server where it is on. */
export async function openUpstreams(config: Config): Promise<Upstreams> {
  const demo = config.isDemo ? new DemoUpstream({ countTokens }) : null;
  const configs: UpstreamConfig[] = [
    ...config.upstreams,
    ...providersOf(config).map(providerUpstream),
    ...(demo ? [demoUpstream(await demo.start())] : []),
  ];
  const served = configs.map((upstream) => ({
    upstream: new HttpUpstream(upstream),
    models: upstream.models,
    weight: upstream.weight ?? 1,
    breaker: upstream.breaker ?? DEFAULT_UPSTREAM_BREAKER,
  }));
  return {
    router: new UpstreamRouter(served),
    close: async () => {
      await Promise.all(served.map(({ upstream }: { upstream: Upstream }) => upstream.close()));
      await demo?.close();
    },
  };
}

interface Provider {
  readonly catalogue: ProviderCatalogue;
  readonly apiKey: Secret;
}

function providersOf({ openAiApiKey, anthropicApiKey }: Config): Provider[] {
  return [
    ...(openAiApiKey ? [{ catalogue: OPENAI_CATALOGUE, apiKey: openAiApiKey }] : []),
    ...(anthropicApiKey ? [{ catalogue: ANTHROPIC_CATALOGUE, apiKey: anthropicApiKey }] : []),
  ];
}

function providerUpstream({ catalogue, apiKey }: Provider): UpstreamConfig {
  return {
    name: catalogue.provider.toLowerCase(),
    kind: catalogue.kind,
    baseUrl: catalogue.baseUrl,
    apiKey,
    models: catalogue.models.map(({ id, maxOutputTokens }) => {
      return { id, upstreamModel: id.slice(id.indexOf('/') + 1), maxOutputTokens };
    }),
  };
}

function demoUpstream(baseUrl: string): UpstreamConfig {
  return {
    name: 'demo',
    kind: 'openai',
    baseUrl,
    apiKey: null,
    models: DEMO_MODELS.map(({ id }) => ({ id, upstreamModel: id })),
  };
}

import type { CatalogueModel } from '../models/catalogueModel';
import type { ConfiguredModel, UpstreamConfig } from '../platform/configUpstreams';

/**
 * The catalogue that this installation offers, each id once. What the configuration says of a model wins over what a
 * built-in list says.
 */
export function offeredModels(
  upstreams: readonly Pick<UpstreamConfig, 'models'>[],
  builtIn: readonly { readonly models: readonly CatalogueModel[] }[],
): CatalogueModel[] {
  const configured = upstreams.flatMap(({ models }) => models.map(toCatalogueModel));
  const byId = new Map<string, CatalogueModel>();
  for (const model of [...configured, ...builtIn.flatMap(({ models }) => models)]) {
    if (!byId.has(model.id)) byId.set(model.id, model);
  }
  return [...byId.values()];
}

function toCatalogueModel(model: ConfiguredModel): CatalogueModel {
  const [provider = model.id, ...name] = model.id.split('/');
  const { inputPrice, outputPrice, cachedInputPrice } = model;
  return {
    id: model.id,
    name: model.name ?? name.join('/'),
    provider,
    kind: model.kind,
    contextTokens: model.contextTokens,
    price:
      inputPrice === null || outputPrice === null
        ? null
        : { input: inputPrice, output: outputPrice, cachedInput: cachedInputPrice },
  };
}

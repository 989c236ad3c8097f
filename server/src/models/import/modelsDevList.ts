import type { CatalogueModel } from '../catalogueModel';
import type { ModelKind } from '../modelKind';
import { EntryReader, isObject, type JsonObject, type Mistakes, type ModelList, placeIn } from './listReader';

/** models.dev's api.json: providers by id, each with its models by id; prices for a million tokens. */
export function isModelsDevList(list: JsonObject): boolean {
  return Object.values(list).some((provider) => isObject(provider) && isObject(provider.models));
}

export function readModelsDevList(list: JsonObject, mistakes: Mistakes): ModelList {
  const models: CatalogueModel[] = [];
  for (const [providerId, provider] of Object.entries(list)) {
    const place = placeIn('', providerId);
    if (!isObject(provider) || !isObject(provider.models)) {
      mistakes.add(placeIn(place, 'models'), 'has to be an object');
      continue;
    }
    const providerName = new EntryReader(provider, place, mistakes).text('name') ?? providerId;
    for (const [id, entry] of Object.entries(provider.models)) {
      const modelPlace = placeIn(placeIn(place, 'models'), id);
      if (isObject(entry)) {
        models.push(modelOf({ id, providerId, providerName }, entry, { place: modelPlace, mistakes }));
      } else mistakes.add(modelPlace, 'has to be an object');
    }
  }
  return { models, leftOut: [] };
}

interface Named {
  readonly id: string;
  readonly providerId: string;
  readonly providerName: string;
}

function modelOf(
  { id, providerId, providerName }: Named,
  entry: JsonObject,
  { place, mistakes }: { readonly place: string; readonly mistakes: Mistakes },
): CatalogueModel {
  const reader = new EntryReader(entry, place, mistakes);
  const cost = partOf(reader, entry, 'cost', mistakes);
  const kind = kindOf(id, entry);
  const input = cost.price('input', 0);
  const output = cost.price('output', 0) ?? (kind === 'EMBEDDING' ? '0' : null);
  return {
    id: `${providerId}/${id}`,
    name: reader.text('name') ?? id,
    provider: providerName,
    kind,
    contextTokens: partOf(reader, entry, 'limit', mistakes).count('context'),
    price:
      input === null || output === null ? null : { input, output, cachedInput: cost.price('cache_read', 0) },
  };
}

function partOf(reader: EntryReader, entry: JsonObject, name: string, mistakes: Mistakes): EntryReader {
  const part = entry[name] ?? {};
  if (!isObject(part)) reader.wrong(name, 'has to be an object');
  return new EntryReader(isObject(part) ? part : {}, placeIn(reader.place, name), mistakes);
}

/** It names what goes in and out, not what a model is for. */
function kindOf(id: string, { modalities }: JsonObject): ModelKind {
  if (/embed/i.test(id)) return 'EMBEDDING';
  if (/rerank/i.test(id)) return 'RERANK';
  const output = isObject(modalities) && Array.isArray(modalities.output) ? modalities.output : [];
  if (output.length === 0 || output.includes('text')) return 'CHAT';
  return output.includes('audio') ? 'AUDIO' : 'IMAGE';
}

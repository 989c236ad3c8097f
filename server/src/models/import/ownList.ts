import type { CatalogueModel } from '../catalogueModel';
import { MODEL_KINDS } from '../modelKind';
import { EntryReader, isFit, isObject, type Mistakes, type ModelList } from './listReader';

/** Our own list, as `model list --json` prints it: an array of models, prices for a million tokens as texts. */
export function readOwnList(list: readonly unknown[], mistakes: Mistakes): ModelList {
  const models = list.flatMap((entry, i) => {
    const place = `[${i}]`;
    if (isObject(entry)) return modelOf(new EntryReader(entry, place, mistakes), mistakes);
    mistakes.add(place, 'has to be an object');
    return [];
  });
  return { models, leftOut: [] };
}

function modelOf(reader: EntryReader, mistakes: Mistakes): CatalogueModel[] {
  const id = reader.text('id');
  if (id === null) {
    mistakes.add(`${reader.place}.id`, 'is missing: what clients send as the model, provider/name');
    return [];
  }
  const [provider = id, ...rest] = id.split('/');
  const named = (reader.text('kind') ?? 'CHAT').toUpperCase();
  const kind = MODEL_KINDS.find((known) => known === named);
  if (!kind) reader.wrong('kind', `has to be one of ${MODEL_KINDS.join(', ')}`);
  const [input, output] = [reader.price('inputPrice', 0), reader.price('outputPrice', 0)];
  const fallback = rest.join('/');
  return [
    {
      id,
      name: reader.text('name') ?? (isFit(fallback) ? fallback : id),
      provider: reader.text('provider') ?? provider,
      kind: kind ?? 'CHAT',
      contextTokens: reader.count('contextTokens'),
      price:
        input === null || output === null
          ? null
          : { input, output, cachedInput: reader.price('cachedInputPrice', 0) },
    },
  ];
}

import type { CatalogueModel } from '../catalogueModel';
import type { ModelKind } from '../modelKind';
import {
  EntryReader,
  isObject,
  type JsonObject,
  type LeftOut,
  type Mistakes,
  type ModelList,
  placeIn,
} from './listReader';

/** Its description of itself, which stands among the models. */
const SAMPLE = 'sample_spec';
const KINDS: Readonly<Record<string, ModelKind>> = {
  chat: 'CHAT',
  responses: 'CHAT',
  completion: 'COMPLETION',
  embedding: 'EMBEDDING',
  rerank: 'RERANK',
  image_generation: 'IMAGE',
  image_edit: 'IMAGE',
  audio_transcription: 'AUDIO',
  audio_speech: 'AUDIO',
};
/** From one token to a million. */
const PLACES = 6;

/** LiteLLM's model_prices_and_context_window.json: models by name, prices for one token. */
export function isLiteLlmList(list: JsonObject): boolean {
  return Object.values(list).some((entry) => isObject(entry) && 'litellm_provider' in entry);
}

export function readLiteLlmList(list: JsonObject, mistakes: Mistakes): ModelList {
  const models: CatalogueModel[] = [];
  const leftOut: LeftOut[] = [];
  for (const [name, entry] of Object.entries(list)) {
    if (name === SAMPLE) continue;
    const place = placeIn('', name);
    if (!isObject(entry)) {
      mistakes.add(place, 'has to be an object');
      continue;
    }
    const reader = new EntryReader(entry, place, mistakes);
    const mode = reader.text('mode');
    const kind = KINDS[mode ?? ''];
    const provider = reader.text('litellm_provider');
    if (!kind || !provider)
      leftOut.push({ place, reason: kind ? 'no provider' : `no place for mode ${mode}` });
    else models.push(modelOf(name, { kind, provider }, reader));
  }
  return { models, leftOut };
}

function modelOf(
  name: string,
  { kind, provider }: { readonly kind: ModelKind; readonly provider: string },
  reader: EntryReader,
): CatalogueModel {
  const input = reader.price('input_cost_per_token', PLACES);
  // An embedding has no output to pay for; lists often leave it out.
  const output = reader.price('output_cost_per_token', PLACES) ?? (kind === 'EMBEDDING' ? '0' : null);
  return {
    id: name.startsWith(`${provider}/`) ? name : `${provider}/${name}`,
    name: name.slice(name.lastIndexOf('/') + 1),
    provider,
    kind,
    contextTokens: reader.count('max_input_tokens'),
    price:
      input === null || output === null
        ? null
        : { input, output, cachedInput: reader.price('cache_read_input_token_cost', PLACES) },
  };
}

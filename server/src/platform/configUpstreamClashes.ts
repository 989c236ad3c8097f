import { type ConfigMistake, wrong } from './configError';
import { placeName } from './configFile';

interface ModelEntry {
  readonly upstream: number;
  readonly model: number;
  readonly terms: string;
}

const TERMS = ['kind', 'inputPrice', 'outputPrice', 'cachedInputPrice'] as const;

/**
 * What is wrong between entries, each of which may be right by itself. It reads the file as it stands,
 * so that these mistakes are told even while others are there.
 */
export function upstreamClashes(raw: unknown): ConfigMistake[] {
  const upstreams = mappingsIn(raw);
  return [
    ...keyClashes(upstreams),
    ...nameClashes(upstreams),
    ...halfPrices(upstreams),
    ...modelClashes(upstreams),
  ];
}

function keyClashes(upstreams: readonly Mapping[]): ConfigMistake[] {
  return upstreams.flatMap((upstream, index) => {
    if (!upstream.apiKey || !upstream.apiKeyFile) return [];
    const message = wrong('stands beside apiKeyFile', 'apiKey, apiKeyFile or neither');
    return [{ name: placeName(['upstreams', index, 'apiKey']), message }];
  });
}

function nameClashes(upstreams: readonly Mapping[]): ConfigMistake[] {
  const names = upstreams.map((upstream) => upstream.name);
  return names.flatMap((name, index) => {
    if (typeof name !== 'string' || names.indexOf(name) === index) return [];
    const message = wrong('is the name of another upstream too', 'a name of its own');
    return [{ name: placeName(['upstreams', index, 'name']), message }];
  });
}

/** A model with half a price would have a wrong cost, not an unknown one. */
function halfPrices(upstreams: readonly Mapping[]): ConfigMistake[] {
  return upstreams.flatMap((upstream, upstreamIndex) =>
    mappingsIn(upstream.models).flatMap((model, modelIndex) => {
      const place = ['upstreams', upstreamIndex, 'models', modelIndex];
      const missing = ['inputPrice', 'outputPrice'].filter((name) => (model[name] ?? null) === null);
      const isPriced = missing.length < 2 || (model.cachedInputPrice ?? null) !== null;
      const message = wrong(
        'is missing beside the other price',
        'inputPrice and outputPrice together, or no price',
      );
      return isPriced ? missing.map((name) => ({ name: placeName([...place, name]), message })) : [];
    }),
  );
}

function modelClashes(upstreams: readonly Mapping[]): ConfigMistake[] {
  const first = new Map<string, ModelEntry>();
  const mistakes: ConfigMistake[] = [];
  upstreams.forEach((upstream, upstreamIndex) => {
    mappingsIn(upstream.models).forEach((model, modelIndex) => {
      if (typeof model.id !== 'string') return;
      const entry = { upstream: upstreamIndex, model: modelIndex, terms: termsOf(model) };
      const earlier = first.get(model.id);
      if (!earlier) first.set(model.id, entry);
      else mistakes.push(...clashOf(earlier, entry));
    });
  });
  return mistakes;
}

function clashOf(earlier: ModelEntry, later: ModelEntry): ConfigMistake[] {
  const name = placeName(['upstreams', later.upstream, 'models', later.model, 'id']);
  if (earlier.upstream === later.upstream) {
    return [
      { name, message: wrong('stands twice under this upstream', 'each model once under an upstream') },
    ];
  }
  if (earlier.terms === later.terms) return [];
  const other = placeName(['upstreams', earlier.upstream, 'models', earlier.model]);
  return [
    {
      name,
      message: wrong(`has another price or kind than ${other}`, 'the same prices and kind everywhere'),
    },
  ];
}

/** Kind and prices in one comparable text: "0.60" and "0.6" are the same price, no kind is CHAT. */
function termsOf(model: Mapping): string {
  return JSON.stringify(TERMS.map((term) => sameForm(model[term] ?? (term === 'kind' ? 'CHAT' : null))));
}

function sameForm(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\d+(\.\d+)?$/.test(value)) return value;
  const [whole = '', decimals = ''] = value.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${decimals.replace(/0+$/, '')}`;
}

type Mapping = Readonly<Record<string, unknown>>;

/** The entries of a list, in their places; what is not a mapping counts as an empty one. */
function mappingsIn(value: unknown): readonly Mapping[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => (isMapping(entry) ? entry : {}));
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null;
}

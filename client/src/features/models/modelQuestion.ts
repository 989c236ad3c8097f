import { MODEL_KINDS, type ModelKindName } from './modelKinds';

/** What the models page shows; it is whole in the address. */
export interface ModelQuestion {
  readonly search: string;
  /** Null: every provider. */
  readonly provider: string | null;
  readonly kind: ModelKindName | null;
  /** The model whose sample is open. */
  readonly open: string | null;
}

const LONGEST_SEARCH = 100;

export function readModelQuestion(params: URLSearchParams): ModelQuestion {
  return {
    search: (params.get('q') ?? '').slice(0, LONGEST_SEARCH),
    provider: params.get('provider'),
    kind: MODEL_KINDS.find((kind) => kind.toLowerCase() === params.get('kind')) ?? null,
    open: params.get('model'),
  };
}

export function writeModelQuestion({ search, provider, kind, open }: ModelQuestion): URLSearchParams {
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (provider !== null) params.set('provider', provider);
  if (kind !== null) params.set('kind', kind.toLowerCase());
  if (open !== null) params.set('model', open);
  return params;
}

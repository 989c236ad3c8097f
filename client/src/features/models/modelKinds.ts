import type { ModelKind } from '../../graphql/models/graphql';

export type ModelKindName = ModelKind;

/** In the order of the filter. */
export const MODEL_KINDS = [
  'CHAT',
  'EMBEDDING',
  'COMPLETION',
  'RERANK',
  'IMAGE',
  'AUDIO',
] as const satisfies readonly ModelKind[];

/** What a model does. */
export const MODEL_KINDS = ['CHAT', 'EMBEDDING', 'COMPLETION', 'RERANK', 'IMAGE', 'AUDIO'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

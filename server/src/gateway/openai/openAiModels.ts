import type { CallableModel } from '../listModels';

/** A model as OpenAI describes it. */
export interface OpenAiModel {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
}

export function openAiModel({ id, provider, createdAt }: CallableModel): OpenAiModel {
  return { id, object: 'model', created: Math.floor(createdAt.getTime() / 1000), owned_by: provider };
}

/** All of them: OpenAI's list has no pages. */
export function openAiModelList(models: readonly CallableModel[]): { object: 'list'; data: OpenAiModel[] } {
  return { object: 'list', data: models.map(openAiModel) };
}

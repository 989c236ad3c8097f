import type { ApiKeyFormValues } from './apiKeyForm';

/** What the form has to know about a model to write an example. */
export interface OfferedModel {
  readonly id: string;
  /** CHAT for what can hold a conversation. */
  readonly kind: string;
  readonly isAvailable: boolean;
}

/** The first chat model that the new key may call; the examples are chats. */
export function snippetModel(
  { permission, modelIds }: ApiKeyFormValues,
  models: readonly OfferedModel[],
): string {
  const byId = new Map(models.map((model) => [model.id, model]));
  const allowed =
    permission === 'all'
      ? models.filter((model) => model.isAvailable)
      : modelIds.map((id) => byId.get(id)).filter((model) => model !== undefined);
  const chat = allowed.find((model) => model.kind === 'CHAT') ?? allowed[0];
  return chat?.id ?? 'provider/model';
}

import type { ApiKeyFormValues } from './apiKeyForm';
import type { ApiKeyDetails } from './useApiKey';

/** What a key would no longer be allowed to call. */
export type Shrinkage =
  | { kind: 'none' }
  | { kind: 'allToSome' }
  | { kind: 'removed'; names: readonly string[] };

export function shrinkageOf(
  apiKey: ApiKeyDetails,
  { permission, modelIds }: Pick<ApiKeyFormValues, 'permission' | 'modelIds'>,
): Shrinkage {
  if (permission === 'all') return { kind: 'none' };
  if (apiKey.allModels) return { kind: 'allToSome' };
  const kept = new Set(modelIds);
  const names = apiKey.models.filter((model) => !kept.has(model.id)).map((model) => model.name);
  return names.length === 0 ? { kind: 'none' } : { kind: 'removed', names };
}

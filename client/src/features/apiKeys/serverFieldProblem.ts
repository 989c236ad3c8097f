import type { Failure } from '../../lib/failure';
import type { ApiKeyFormValues } from './apiKeyForm';

/** Which visible field of the form the server found at fault; null when it was none of them. */
export function fieldAtFault(failure: Failure, values: ApiKeyFormValues): keyof ApiKeyFormValues | null {
  if (failure.kind !== 'refused') return null;
  const canShowModels = values.permission === 'some';
  if (failure.code === 'MODEL_NOT_AVAILABLE') return canShowModels ? 'modelIds' : null;
  if (failure.code !== 'INVALID_INPUT') return null;
  switch (failure.field?.split('.').at(-1)) {
    case 'name':
      return 'name';
    case 'modelIds':
    case 'allModels':
      return canShowModels ? 'modelIds' : null;
    case 'expiresAt':
      return values.expiration === 'custom' ? 'customDay' : null;
    default:
      return null;
  }
}

import type { Failure } from '../../lib/failure';
import type { ApiKeyFormValues } from './apiKeyForm';
import { LIMIT_NAMES, type LimitName } from './keyLimits';

/** A field of the form, as the form names it. */
export type FieldAtFault = Exclude<keyof ApiKeyFormValues, 'limits'> | `limits.${LimitName}`;

/** Which visible field of the form the server found at fault; null when it was none of them. */
export function fieldAtFault(failure: Failure, values: ApiKeyFormValues): FieldAtFault | null {
  if (failure.kind !== 'refused') return null;
  const canShowModels = values.permission === 'some';
  if (failure.code === 'MODEL_NOT_AVAILABLE') return canShowModels ? 'modelIds' : null;
  if (failure.code !== 'INVALID_INPUT') return null;
  const field = failure.field?.split('.').at(-1);
  const limit = LIMIT_NAMES.find((name) => name === field);
  if (limit) return `limits.${limit}`;
  switch (field) {
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

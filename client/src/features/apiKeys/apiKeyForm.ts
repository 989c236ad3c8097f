import { INPUT_LIMITS } from '@keymeter/shared';
import type { CreateApiKeyInput, UpdateApiKeyInput } from '../../graphql/apiKeys/graphql';
import type { Expiration, ExpirationChoice } from './expiration';
import { type LimitValues, limitsChange, limitsInput, limitValuesOf, NO_LIMIT_VALUES } from './keyLimits';
import type { ApiKeyDetails } from './useApiKey';

/** What one fills in to make or change a key. */
export interface ApiKeyFormValues {
  name: string;
  /** Two answers, so that nothing ticked never means everything. */
  permission: 'some' | 'all';
  modelIds: readonly string[];
  expiration: ExpirationChoice;
  customDay: string;
  note: string;
  limits: LimitValues;
}

export type NameProblem = 'nameMissing' | 'nameLong' | 'nameControl';

/** The name as it is stored: without outer spaces, and composed, so that what looks the same is the same. */
export function cleanName(name: string): string {
  return name.normalize('NFC').trim();
}

export function nameProblem(name: string): NameProblem | null {
  const clean = cleanName(name);
  if (clean === '') return 'nameMissing';
  if (characters(clean) > INPUT_LIMITS.nameLength) return 'nameLong';
  return /\p{Cc}/u.test(clean) ? 'nameControl' : null;
}

/** Characters as a person counts them; an emoji outside the basic plane is one. */
export function characters(text: string): number {
  return [...text].length;
}

export function expirationOf({ expiration, customDay }: ApiKeyFormValues): Expiration {
  return { choice: expiration, customDay };
}

/** A new key lives for ever, or as long as the operator allows (`maxDays`). */
export function newKeyValues(modelIds: readonly string[], maxDays: number | null): ApiKeyFormValues {
  return {
    name: '',
    permission: 'some',
    modelIds,
    expiration: maxDays === null ? 'never' : 'longest',
    customDay: '',
    note: '',
    limits: NO_LIMIT_VALUES,
  };
}

/** What the form begins from; numbers as the language writes them. */
export function valuesOf(apiKey: ApiKeyDetails, locale: string): ApiKeyFormValues {
  return {
    name: apiKey.name,
    permission: apiKey.allModels ? 'all' : 'some',
    modelIds: apiKey.allModels ? [] : apiKey.models.map((model) => model.id),
    expiration: apiKey.expiresAt === null ? 'never' : 'keep',
    customDay: '',
    note: apiKey.note ?? '',
    limits: limitValuesOf(apiKey.limits, locale),
  };
}

/** What the fields cannot say by themselves: when the key ends, and the language in which numbers were typed. */
interface FormContext {
  readonly expiresAt: string | null;
  readonly locale: string;
}

export function createInput(values: ApiKeyFormValues, { expiresAt, locale }: FormContext): CreateApiKeyInput {
  const note = values.note.trim();
  const limits = limitsInput(values.limits, locale);
  return {
    name: cleanName(values.name),
    ...permissionInput(values),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(note === '' ? {} : { note }),
    ...(limits === null ? {} : { limits }),
  };
}

/** Only what differs from the key; null when nothing does. */
export function updateInput(
  apiKey: ApiKeyDetails,
  values: ApiKeyFormValues,
  { expiresAt, locale }: FormContext,
): Omit<UpdateApiKeyInput, 'id' | 'version'> | null {
  const name = cleanName(values.name);
  const note = values.note.trim();
  const limits = limitsChange(apiKey.limits, values.limits, locale);
  const change = {
    ...(name === apiKey.name ? {} : { name }),
    ...(isSamePermission(apiKey, values) ? {} : permissionInput(values)),
    ...(expiresAt === apiKey.expiresAt ? {} : { expiresAt }),
    ...(note === (apiKey.note ?? '') ? {} : { note: note === '' ? null : note }),
    ...(limits === null ? {} : { limits }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

function permissionInput({
  permission,
  modelIds,
}: ApiKeyFormValues): { allModels: true } | { modelIds: string[] } {
  return permission === 'all' ? { allModels: true } : { modelIds: [...modelIds] };
}

function isSamePermission(apiKey: ApiKeyDetails, { permission, modelIds }: ApiKeyFormValues): boolean {
  if (apiKey.allModels || permission === 'all') return apiKey.allModels && permission === 'all';
  const before = new Set(apiKey.models.map((model) => model.id));
  return before.size === modelIds.length && modelIds.every((id) => before.has(id));
}

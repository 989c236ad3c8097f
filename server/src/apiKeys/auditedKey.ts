import type { AuditedFields } from '../audit/auditTrail';
import type { ApiKeyLimits } from './apiKeyLimits';
import type { ApiKeyRecord } from './apiKeyRecord';

type AuditedKey = Pick<ApiKeyRecord, 'name' | 'allModels' | 'modelNumbers' | 'expiresAt' | 'note'> & {
  readonly limits: ApiKeyLimits;
};

/**
 * A key as the audit log keeps it: what it may do, and nothing that opens anything.
 *
 * @param names the ids of models by the catalogue's number.
 */
export function auditedKey(names: ReadonlyMap<number, string>, key: AuditedKey): AuditedFields {
  return {
    name: key.name,
    allModels: key.allModels,
    models: key.modelNumbers.map((number) => names.get(number) ?? `model ${number}`).sort(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    note: key.note,
    ...limitsOf(key.limits),
  };
}

/** What differs between two states, as it was and as it is. */
export function changedFields(
  before: AuditedFields,
  after: AuditedFields,
): { before: AuditedFields; after: AuditedFields } {
  const names = Object.keys(after).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (fields: AuditedFields) =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}

function limitsOf({
  requestsPerMinute,
  tokensPerMinute,
  monthlyTokens,
  monthlyCost,
}: ApiKeyLimits): AuditedFields {
  return { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost };
}

/** A text, or yes and no; null where there was, or is, nothing. */
type AuditValue = string | boolean | null;

/** One field of what was changed. */
export interface AuditChange {
  readonly field: string;
  readonly before: AuditValue;
  readonly after: AuditValue;
}

/** Reads the detail of an event: JSON with `before` and `after`, each an object of fields. What is neither is no change. */
export function auditChanges(detail: string | null): readonly AuditChange[] {
  const { before, after } = read(detail);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: readValue(before[field]), after: readValue(after[field]) }))
    .filter((change) => change.before !== null || change.after !== null);
}

type Fields = Readonly<Record<string, unknown>>;

function read(detail: string | null): { before: Fields; after: Fields } {
  try {
    const parsed: unknown = JSON.parse(detail ?? '{}');
    const sides: { before?: unknown; after?: unknown } =
      typeof parsed === 'object' && parsed !== null ? parsed : {};
    return { before: fieldsOf(sides.before), after: fieldsOf(sides.after) };
  } catch {
    return { before: {}, after: {} };
  }
}

function fieldsOf(side: unknown): Fields {
  return typeof side === 'object' && side !== null ? { ...side } : {};
}

function readValue(value: unknown): AuditValue {
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  const text = Array.isArray(value) ? value.map(String).join(', ') : String(value);
  return text === '' ? null : text;
}

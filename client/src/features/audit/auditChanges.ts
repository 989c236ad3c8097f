/** One field of what was changed; null where there was, or is, nothing. */
export interface AuditChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Reads the detail of an event: JSON with `before` and `after`, each an object of fields. What is neither is no change. */
export function auditChanges(detail: string | null): readonly AuditChange[] {
  const { before, after } = read(detail);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
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

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = Array.isArray(value) ? value.map(String).join(', ') : String(value);
  return text === '' ? null : text;
}

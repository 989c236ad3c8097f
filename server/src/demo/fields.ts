export type Fields = Readonly<Record<string, unknown>>;

/** True for what JSON writes in braces. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The system's name for a failure, such as ENOENT; undefined for what did not come from the system. */
export function errorCodeOf(error: unknown): string | undefined {
  // Not by `instanceof`: under the tests, Node's own errors belong to another realm.
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : undefined;
}

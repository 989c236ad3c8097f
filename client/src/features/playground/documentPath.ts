/**
 * The path that this document was loaded from; the address may have changed since. Pages that need a content policy of
 * their own look at it, because the policy came with the document.
 */
export function documentPath(): string | null {
  const [entry] = performance.getEntriesByType?.('navigation') ?? [];
  return entry ? new URL(entry.name).pathname : null;
}

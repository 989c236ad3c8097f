interface Identified {
  readonly id: string;
}

/** Those from one id to another, in either direction, both included; only the last where the first is not among them. */
export function keysBetween<Key extends Identified>(
  keys: readonly Key[],
  fromId: string | null,
  toId: string,
): readonly Key[] {
  const to = keys.findIndex(({ id }) => id === toId);
  if (to < 0) return [];
  const from = keys.findIndex(({ id }) => id === fromId);
  return from < 0 ? keys.slice(to, to + 1) : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
}

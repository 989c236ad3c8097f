/** A key whose secret may have been lost by a reload. The secret itself is never kept: only which key it was. */
export interface UnsavedKey {
  readonly id: string;
  readonly name: string;
}

const STORAGE_KEY = 'keymeter.unsavedKey';
const REMEMBER_MS = 5 * 60_000;

/** Remembers, for this tab and a few minutes, that a secret is on the screen and was not copied yet. */
export function rememberUnsavedKey({ id, name }: UnsavedKey, now: Date): void {
  store(JSON.stringify({ id, name, at: now.getTime() }));
}

export function forgetUnsavedKey(): void {
  store(null);
}

export function recallUnsavedKey(now: Date): UnsavedKey | null {
  const text = read();
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return null;
    const { id, name, at }: { id?: unknown; name?: unknown; at?: unknown } = kept;
    if (typeof id !== 'string' || typeof name !== 'string' || typeof at !== 'number') return null;
    return now.getTime() - at < REMEMBER_MS ? { id, name } : null;
  } catch {
    return null;
  }
}

/** Storage may be forbidden or full: then a reload goes unmentioned, and nothing else suffers. */
function store(text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, text);
  } catch {
    // See above.
  }
}

function read(): string | null {
  try {
    return sessionStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

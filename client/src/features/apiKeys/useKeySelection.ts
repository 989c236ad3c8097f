import { INPUT_LIMITS } from '@keymeter/shared';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keysBetween } from './keysBetween';
import type { ListedApiKey } from './useApiKeys';
import { useRevocations } from './useRevocations';

/** What is kept of a key that was ticked, also while its page is not shown. */
export type SelectedKey = Pick<ListedApiKey, 'id' | 'name' | 'maskedKey' | 'lastUsedAt'>;

/** As many as the server revokes at once. */
export const MOST_SELECTED = INPUT_LIMITS.pageSize;

export interface KeySelection {
  readonly keys: readonly SelectedKey[];
  readonly isSelected: (id: string) => boolean;
  /** Ticks or unticks one key; with `isRange` all from the one that was changed last up to it. Always the same function. */
  readonly toggle: (id: string, options: { isRange: boolean }) => void;
  /** How much of the page that is shown is ticked; `none` too where nothing on it can be ticked. */
  readonly page: 'none' | 'some' | 'all';
  /** False where no key of the page can be revoked. */
  readonly canSelectPage: boolean;
  readonly togglePage: () => void;
  readonly clear: () => void;
}

/**
 * The keys that are ticked, at most 100. They stay ticked while one turns pages, sorts and filters; keys that were
 * revoked, here or elsewhere, are ticked no longer.
 */
export function useKeySelection(shown: readonly ListedApiKey[]): KeySelection {
  const [ticked, setTicked] = useState<ReadonlyMap<string, SelectedKey>>(new Map());
  const lastChanged = useRef<string | null>(null);
  const { all: revoked } = useRevocations();

  const keys = useMemo(() => {
    const gone = new Set(revoked.map(({ id }) => id));
    const now = new Map(shown.map((apiKey) => [apiKey.id, apiKey]));
    return [...ticked.values()]
      .map((key) => now.get(key.id) ?? key)
      .filter((key) => !gone.has(key.id) && canSelect(now.get(key.id)));
  }, [ticked, shown, revoked]);
  const ids = useMemo(() => new Set(keys.map(({ id }) => id)), [keys]);
  const selectable = shown.filter(canSelect);
  const here = selectable.filter(({ id }) => ids.has(id)).length;

  function change(changed: readonly SelectedKey[], isTicked: boolean) {
    const next = new Map(keys.map((key) => [key.id, key]));
    for (const key of changed) {
      if (!isTicked) next.delete(key.id);
      else if (next.size < MOST_SELECTED) next.set(key.id, key);
    }
    setTicked(next);
  }

  function toggle(id: string, { isRange }: { isRange: boolean }) {
    change(keysBetween(selectable, isRange ? lastChanged.current : null, id), !ids.has(id));
    lastChanged.current = id;
  }
  // Rows that did not change need not be drawn again: what they call stays the same.
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });

  return {
    keys,
    isSelected: (id) => ids.has(id),
    toggle: useCallback<KeySelection['toggle']>((id, options) => latest.current(id, options), []),
    page: here === 0 ? 'none' : here === selectable.length ? 'all' : 'some',
    canSelectPage: selectable.length > 0,
    togglePage: () => change(selectable, here < selectable.length),
    clear: () => setTicked(new Map()),
  };
}

/** A revoked key cannot be revoked; of a key on another page nothing newer is known. */
export function canSelect(apiKey: Pick<ListedApiKey, 'status'> | undefined): boolean {
  return apiKey?.status !== 'REVOKED';
}

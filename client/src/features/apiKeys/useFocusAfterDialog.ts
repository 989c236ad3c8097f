import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { dialogResultIn, focusTargets, type OpenDialog, openDialogAt } from './listFocus';

const HIGHLIGHT_MS = 3_000;

/**
 * Puts the focus back into the list when a dialog over it closes, whichever way it closes.
 * Answers the key that was just made, for as long as it is to stand out.
 */
export function useFocusAfterDialog(shownIds: readonly string[]): string | null {
  const { pathname, state } = useLocation();
  const [highlightedId, setHighlightedId] = useState<string | null>(null);
  const last = useRef<{ dialog: OpenDialog; ids: readonly string[] } | null>(null);

  useEffect(() => {
    const dialog = openDialogAt(pathname);
    if (dialog) {
      last.current = { dialog, ids: shownIds };
      return;
    }
    if (!last.current) return;
    const { dialog: closed, ids } = last.current;
    last.current = null;
    const result = dialogResultIn(state);
    focusFirst(focusTargets(closed, ids, result));
    setHighlightedId(result.createdId);
  }, [pathname, state, shownIds]);

  useEffect(() => {
    if (highlightedId === null) return;
    const timer = setTimeout(() => setHighlightedId(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [highlightedId]);

  return highlightedId;
}

function focusFirst(ids: readonly string[]): void {
  const found = ids.map((id) => document.getElementById(id)).find((element) => element !== null);
  found?.focus();
}

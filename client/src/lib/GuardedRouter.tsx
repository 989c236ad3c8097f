import { createContext, type ReactNode, startTransition, useLayoutEffect, useState } from 'react';
import { Router } from 'react-router';
import { createGuardedHistory, type GuardedHistory } from './guardedHistory';

/** The history, for what has to hold it up. */
export const GuardedHistoryContext = createContext<GuardedHistory | null>(null);

/** Routing over the browser's history. A page that is still loading leaves the one before it in place. */
export function GuardedRouter({ children }: { children: ReactNode }) {
  const [history] = useState(createGuardedHistory);
  const [entry, setEntry] = useState(history.current);
  useLayoutEffect(() => {
    let path = history.current().location.pathname;
    return history.listen((next) => {
      const isSamePage = next.location.pathname === path;
      path = next.location.pathname;
      // A filter has to show at once: the next one builds on it.
      if (isSamePage) setEntry(next);
      else startTransition(() => setEntry(next));
    });
  }, [history]);
  return (
    <GuardedHistoryContext value={history}>
      <Router location={entry.location} navigationType={entry.navigationType} navigator={history.navigator}>
        {children}
      </Router>
    </GuardedHistoryContext>
  );
}

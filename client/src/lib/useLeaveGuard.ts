import { useContext, useEffect, useState } from 'react';
import { GuardedHistoryContext } from './GuardedRouter';

interface LeaveGuard {
  /** True while someone has asked to leave and has not yet answered. */
  readonly isAsking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
  /** Lets everything pass from now on: the work is saved. */
  readonly release: () => void;
}

interface LeaveGuardOptions {
  readonly isGuarded: boolean;
  /** Also ask when the tab is closed or reloaded. */
  readonly coversUnload?: boolean;
}

/**
 * Stops every way out of a dialog while something in it would be lost: buttons, Escape, links and the browser's Back
 * all change the path here, so one guard sees them all. At most one may be mounted at a time.
 */
export function useLeaveGuard({ isGuarded, coversUnload = false }: LeaveGuardOptions): LeaveGuard {
  const history = useContext(GuardedHistoryContext);
  const [leave, setLeave] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!history || !isGuarded) return;
    history.setHold((carryOut) => {
      setLeave(() => carryOut);
      return true;
    });
    return () => history.setHold(null);
  }, [history, isGuarded]);

  useEffect(() => {
    if (!isGuarded || !coversUnload) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isGuarded, coversUnload]);

  return {
    isAsking: leave !== null,
    stay: () => setLeave(null),
    leave: () => {
      setLeave(null);
      leave?.();
    },
    release: () => history?.setHold(null),
  };
}

import { useSearchParams } from 'react-router';
import { type AuditAction, isAuditAction } from './auditActions';
import type { AuditQuestion } from './useAuditEvents';

const PAGE_SIZE = 25;

interface AuditPlace {
  readonly question: AuditQuestion;
  readonly chooseAction: (action: AuditAction | null) => void;
  readonly clear: () => void;
  readonly newest: () => void;
  readonly older: (cursor: string) => void;
}

/** What the log is asked for, kept whole in the address; what is not understood counts as not said. */
export function useAuditPlace(): AuditPlace {
  const [params, setParams] = useSearchParams();
  const action = params.get('action');

  function change(changes: Readonly<Record<string, string | null>>) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries({ after: null, ...changes })) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setParams(next);
  }

  return {
    question: {
      first: PAGE_SIZE,
      subject: params.get('subject') || null,
      action: isAuditAction(action) ? action : null,
      after: params.get('after') || null,
    },
    chooseAction: (chosen) => change({ action: chosen }),
    clear: () => change({ action: null, subject: null }),
    newest: () => change({}),
    older: (cursor) => change({ after: cursor }),
  };
}

import type { AuditEntryFragment } from '../../graphql/audit/graphql';
import { useKnownFragment } from '../../lib/useKnownFragment';
import { AUDIT_ENTRY } from './auditEntry.graphql';
import type { AuditEvent } from './useAuditEvents';

/** What an entry shows of its event. */
export function useAuditEntry(event: AuditEvent): AuditEntryFragment {
  return useKnownFragment({ fragment: AUDIT_ENTRY, from: event });
}

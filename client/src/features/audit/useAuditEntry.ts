import { useSuspenseFragment } from '@apollo/client/react';
import type { AuditEntryFragment } from '../../graphql/audit/graphql';
import { AUDIT_ENTRY } from './auditEntry.graphql';
import type { AuditEvent } from './useAuditEvents';

/** What an entry shows of its event. */
export function useAuditEntry(event: AuditEvent): AuditEntryFragment {
  return useSuspenseFragment({ fragment: AUDIT_ENTRY, from: event }).data;
}

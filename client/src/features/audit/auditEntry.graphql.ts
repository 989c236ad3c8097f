import { graphql } from '../../graphql/audit';

/** What one entry of the log shows, wherever it stands. */
export const AUDIT_ENTRY = graphql(/* GraphQL */ `
  fragment AuditEntry on AuditEvent {
    id
    at
    actor
    actorKind
    address
    action
    subject
    detail
  }
`);

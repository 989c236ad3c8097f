import { graphql } from '../../graphql/audit';

/** One page of the audit log, newest first. */
export const AUDIT_EVENTS = graphql(/* GraphQL */ `
  query AuditEvents($first: Int!, $after: String, $filter: AuditEventFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        ...AuditEntry
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

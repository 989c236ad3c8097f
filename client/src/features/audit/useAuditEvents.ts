import { useQuery } from '@apollo/client/react';
import type { AuditEventsQuery } from '../../graphql/audit/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { AUDIT_EVENTS } from './audit.graphql';
import type { AuditAction } from './auditActions';

export type AuditEvent = AuditEventsQuery['auditEvents']['nodes'][number];

export interface AuditQuestion {
  readonly first: number;
  /** The id of what was acted upon; null for all. */
  readonly subject: string | null;
  readonly action: AuditAction | null;
  readonly after: string | null;
}

export type AuditState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | {
      status: 'ready';
      events: readonly AuditEvent[];
      /** Where older events begin; null when there are none. */
      olderCursor: string | null;
      isRefreshing: boolean;
      refresh: () => void;
    };

/** One page of the log, asked anew each time it is opened: what was done a moment ago has to stand in it. */
export function useAuditEvents({ first, subject, action, after }: AuditQuestion): AuditState {
  const filter = { ...(subject && { subject }), ...(action && { action }) };
  const { data, previousData, error, loading, refetch } = useQuery(AUDIT_EVENTS, {
    variables: { first, after, filter },
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  // What goes wrong while asking again shows up as the next state, so the promise itself needs no answer.
  const ask = () => void refetch().catch(() => {});
  if (error && !loading) return { status: 'failed', failure: failureOf(error), retry: ask };
  const shown = data ?? previousData;
  if (!shown) return { status: 'loading' };
  const { nodes, pageInfo } = shown.auditEvents;
  return {
    status: 'ready',
    events: nodes,
    olderCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    isRefreshing: loading,
    refresh: ask,
  };
}

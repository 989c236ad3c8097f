import type { WatchQueryFetchPolicy } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { ViewerQuery } from '../../graphql/accounts/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { VIEWER } from './accounts.graphql';

/** The signed-in member and the account whose things the screens show. */
export type Viewer = NonNullable<ViewerQuery['viewer']>;

export type SessionState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'signedOut' }
  | { status: 'signedIn'; viewer: Viewer };

/** Who is signed in. The answer is kept; sign-in itself asks anew, because the kept answer may be of an ended session. */
export function useSession(fetchPolicy: WatchQueryFetchPolicy = 'cache-first'): SessionState {
  const { data, error, refetch } = useQuery(VIEWER, { fetchPolicy });
  if (data) return data.viewer ? { status: 'signedIn', viewer: data.viewer } : { status: 'signedOut' };
  if (error) {
    // What goes wrong now shows up as the next state, so the promise itself needs no answer.
    return { status: 'failed', failure: failureOf(error), retry: () => void refetch().catch(() => {}) };
  }
  return { status: 'loading' };
}

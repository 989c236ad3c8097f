import { useApolloClient } from '@apollo/client/react';
import { useServerWatch } from '../../lib/useServerWatch';
import { API_KEY_CHANGED } from './apiKey.graphql';

/** What is asked anew: rows come with the event, but not which of them belong on this page, nor what was done. */
const FOLLOWING = new Set(['ApiKeys', 'ApiKey', 'ExpiringApiKeys', 'AuditEvents']);

/** Keeps the list and the open key as they are now, whoever changes them and wherever. */
export function useApiKeyChanges(): void {
  const client = useApolloClient();
  useServerWatch(API_KEY_CHANGED, { isOn: true, asksFirst: false }, () => {
    for (const query of client.getObservableQueries()) {
      // What goes wrong shows up as the next state of who asked.
      if (FOLLOWING.has(query.queryName ?? '')) query.refetch().catch(() => {});
    }
  });
}

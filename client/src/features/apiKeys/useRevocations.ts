import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { RevocationStore, type Revocations } from './revocations';

/** One for each session: what one member revoked is not told to the next. */
const stores = new WeakMap<ApolloClient, RevocationStore>();

export function useRevocationStore(): RevocationStore {
  const client = useApolloClient();
  const kept = stores.get(client);
  if (kept) return kept;
  const store = new RevocationStore();
  stores.set(client, store);
  return store;
}

/** What was revoked since the page was loaded, as it is now. */
export function useRevocations(): Revocations {
  const store = useRevocationStore();
  return useSyncExternalStore(store.subscribe, store.get);
}

import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  onlineSource,
  RefetchEventManager,
} from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { OperationTypeNode } from 'graphql';
import { eventLink } from './eventLink';
import { failureOf } from './failure';
import { sessionEnd } from './sessionEnd';

/** No question may hang for longer than this. */
const REQUEST_DEADLINE_MS = 30_000;

export function createApolloClient(): ApolloClient {
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: fetchWithDeadline });
  const isSubscription = ({ operationType }: ApolloLink.Operation) =>
    operationType === OperationTypeNode.SUBSCRIPTION;
  return apolloClientOver(ApolloLink.split(isSubscription, eventLink(), http));
}

/**
 * The client of the screens over any link. Queries that find the session gone report it once; mutations do not,
 * because a dialog must be able to keep what was typed. What is on the screen is asked anew once the network is back: it
 * may be old, or have failed. What a fragment asks for is seen by the component of that fragment alone, unless a query
 * says `@unmask`. The browser's developer tools get no access: an answer
 * may carry a secret.
 */
export function apolloClientOver(link: ApolloLink): ApolloClient {
  const noticeSessionEnd = new ErrorLink(({ error, operation }) => {
    const failure = failureOf(error);
    const isQuery = operation.operationType === OperationTypeNode.QUERY;
    if (isQuery && failure.kind === 'refused' && failure.code === 'UNAUTHENTICATED')
      sessionEnd.report('server');
  });
  return new ApolloClient({
    link: ApolloLink.from([noticeSessionEnd, link]),
    cache: new InMemoryCache(),
    dataMasking: true,
    refetchEventManager: new RefetchEventManager({ sources: { online: onlineSource } }),
    devtools: { enabled: false },
  });
}

const fetchWithDeadline: typeof fetch = (input, init) => {
  const deadline = AbortSignal.timeout(REQUEST_DEADLINE_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
  return fetch(input, { ...init, signal });
};

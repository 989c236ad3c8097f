import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';

/**
 * Carries subscriptions, as Server-Sent Events. The client for them is loaded by the first who listens. A stream that
 * breaks off is an error: whoever listens opens the next, and asks for what happened in between.
 */
export function eventLink(): ApolloLink {
  return new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) => {
        let isOver = false;
        let stop = () => {};
        import('./serverStream')
          .then(({ openServerStream }) => {
            const request = { query: print(query), variables, ...(operationName && { operationName }) };
            if (!isOver) stop = openServerStream(request, observer);
          })
          .catch((error: unknown) => observer.error(error));
        return () => {
          isOver = true;
          stop();
        };
      }),
  );
}

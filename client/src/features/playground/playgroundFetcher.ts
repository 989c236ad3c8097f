import type { GraphiQLProps } from 'graphiql';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-sse';

type Fetcher = GraphiQLProps['fetcher'];

const DEADLINE_MS = 60_000;

/**
 * Sends what the editor runs: in the name of an access token when there is one, else of the session. The token is read
 * at each call and kept by nobody.
 */
export function playgroundFetcher(readToken: () => string): Fetcher {
  return (request, options) => {
    const operation = options?.documentAST?.definitions.find(
      (definition) =>
        definition.kind === 'OperationDefinition' &&
        (!request.operationName || definition.name?.value === request.operationName),
    );
    const isSubscription =
      operation?.kind === 'OperationDefinition' && operation.operation === OperationTypeNode.SUBSCRIPTION;
    // Both packages mean the same results and give them types of their own.
    return (
      isSubscription ? subscribe(request, readToken()) : ask(request, readToken())
    ) as ReturnType<Fetcher>;
  };
}

type Request = Parameters<Fetcher>[0];

async function ask(request: Request, token: string) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization(token) },
    credentials: credentialsFor(token),
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  return response.json();
}

/** Ends when the editor stops reading. */
async function* subscribe({ query, variables, operationName }: Request, token: string) {
  const client = createClient({
    url: `${window.location.origin}/graphql/stream`,
    credentials: credentialsFor(token),
    headers: authorization(token),
    retryAttempts: 0,
  });
  try {
    yield* client.iterate({ query, variables, ...(operationName ? { operationName } : {}) });
  } finally {
    client.dispose();
  }
}

/** Never both: the server takes one credential at a time. */
function credentialsFor(token: string): 'omit' | 'same-origin' {
  return token === '' ? 'same-origin' : 'omit';
}

function authorization(token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

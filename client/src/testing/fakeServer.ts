import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import type { ErrorCode } from '@keymeter/shared';
import {
  buildSchema,
  defaultFieldResolver,
  type FormattedExecutionResult,
  type GraphQLFieldResolver,
  graphql,
  OperationTypeNode,
  print,
} from 'graphql';
import type { Observer } from 'rxjs';
import { type AccountFacts, accountFacts, rootFields } from './fakeAccount';
import type { SampleApiKey } from './sampleAccount';

// The server's own schema: an answer that it could not give fails the test, and so does a question that it refuses.
const schema = buildSchema(readFileSync(join(__dirname, '../../../server/schema.graphql'), 'utf8'));

/** What goes wrong with an operation instead of being answered. */
type Fault =
  | { kind: 'refused'; code: ErrorCode; field?: string; requestId?: string }
  | { kind: 'unreachable' }
  /** As a proxy before the server says it: no GraphQL, a status and how long to wait. */
  | { kind: 'tooMany'; retryAfter: number }
  | { kind: 'held'; until: Promise<void> };

interface SentOperation {
  readonly name: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A server in memory that speaks the real schema. Operations are named as in the client's documents. */
export interface FakeServer {
  readonly link: ApolloLink;
  /** What it knows; a test may change it while the page is open. */
  readonly facts: AccountFacts;
  /** Variables of every operation of this name, oldest first. */
  readonly sent: (operation: string) => readonly SentOperation['variables'][];
  /** From now on this operation fails, until `recover`. */
  readonly fail: (operation: string, fault: Exclude<Fault, { kind: 'held' }>) => void;
  /** From now on this operation waits; what is answered lets it go on. */
  readonly hold: (operation: string) => () => void;
  readonly recover: (operation: string) => void;
  /** How many listen to this subscription now. */
  readonly listeners: (subscription: string) => number;
  /** Tells those who listen; `event` is the root value, such as `{ apiKeyChanged: sampleApiKey() }`. */
  readonly tell: (subscription: string, event: object) => Promise<void>;
  /** Breaks off the streams of those who listen. */
  readonly breakOff: (subscription: string) => void;
}

export function fakeServer(known: Partial<AccountFacts> = {}): FakeServer {
  const facts = accountFacts(known);
  const faults = new Map<string, Fault>();
  const operations: SentOperation[] = [];

  async function answer({ operationName = '', query, variables }: ApolloLink.Operation) {
    operations.push({ name: operationName, variables: { ...variables } });
    const fault = faults.get(operationName);
    if (fault?.kind === 'held') await fault.until;
    if (fault?.kind === 'unreachable') throw new TypeError('Failed to fetch');
    if (fault?.kind === 'tooMany') throw tooMany(fault.retryAfter);
    if (fault?.kind === 'refused') return refusedBy(fault);
    const result = await graphql({
      schema,
      source: print(query),
      rootValue: rootFields(facts),
      variableValues: variables,
      fieldResolver: modelsOfKeys(facts),
    });
    return plain(result);
  }

  const streams = new Set<Stream>();
  const streamsOf = (name: string) =>
    [...streams].filter(({ operation }) => operation.operationName === name);

  return {
    facts,
    link: new ApolloLink(
      (operation) =>
        new Observable((observer) => {
          if (operation.operationType === OperationTypeNode.SUBSCRIPTION) {
            const fault = faults.get(operation.operationName ?? '');
            if (fault) return observer.error(new TypeError('Failed to fetch'));
            const stream = { operation, observer };
            streams.add(stream);
            return () => void streams.delete(stream);
          }
          answer(operation).then(
            (result) => {
              observer.next(result);
              observer.complete();
            },
            (error: unknown) => observer.error(error),
          );
        }),
    ),
    sent: (name) =>
      operations.filter((operation) => operation.name === name).map(({ variables }) => variables),
    fail: (name, fault) => void faults.set(name, fault),
    hold: (name) => {
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      faults.set(name, { kind: 'held', until });
      return () => {
        faults.delete(name);
        release();
      };
    },
    recover: (name) => void faults.delete(name),
    listeners: (name) => streamsOf(name).length,
    tell: async (name, event) => {
      for (const { operation, observer } of streamsOf(name)) {
        const source = print(operation.query);
        const fieldResolver = modelsOfKeys(facts);
        observer.next(plain(await graphql({ schema, source, rootValue: event, fieldResolver })));
      }
    },
    breakOff: (name) => {
      for (const { observer } of streamsOf(name)) observer.error(new TypeError('network error'));
    },
  };
}

/** A key's models as the server tells them: the whole catalogue of a key that may call all, counted, and the first of them alone. */
function modelsOfKeys(facts: AccountFacts): GraphQLFieldResolver<SampleApiKey, unknown, { first?: number }> {
  return (source, args, context, info) => {
    const isModels = info.fieldName === 'models' || info.fieldName === 'modelCount';
    if (info.parentType.name !== 'ApiKey' || !isModels) {
      return defaultFieldResolver(source, args, context, info);
    }
    const models = source.allModels ? facts.models : source.models;
    return info.fieldName === 'models' ? models.slice(0, args.first) : models.length;
  };
}

interface Stream {
  readonly operation: ApolloLink.Operation;
  readonly observer: Pick<Observer<FormattedExecutionResult>, 'next' | 'error'>;
}

function tooMany(retryAfter: number): ServerError {
  const headers = { get: () => String(retryAfter) };
  const response = { status: 429, headers } as unknown as Response; // all that is read of it
  return new ServerError('Too many.', { response, bodyText: '' });
}

function refusedBy({ code, field, requestId }: Fault & { kind: 'refused' }): FormattedExecutionResult {
  return { data: null, errors: [{ message: 'Refused.', extensions: { code, field, requestId } }] };
}

/** As it would come over the wire. An error that no test asked for is a mistake of the test: it is thrown. */
function plain(result: Awaited<ReturnType<typeof graphql>>): FormattedExecutionResult {
  const surprise = result.errors?.find((error) => error.extensions.code === undefined);
  if (surprise) throw surprise;
  return JSON.parse(JSON.stringify(result));
}

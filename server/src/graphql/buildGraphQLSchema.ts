import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { RESOLVER_CLASSES, type ResolverInstance } from './resolverClasses';

/**
 * The schema with resolvers that work.
 *
 * @param instances one of each class of RESOLVER_CLASSES, in any order.
 * @throws Error when one is missing: a bug of the composition root, found at start rather than at the first question.
 */
export function buildGraphQLSchema(instances: readonly ResolverInstance[]): Promise<GraphQLSchema> {
  const byClass = new Map<unknown, ResolverInstance>(
    instances.map((instance) => [instance.constructor, instance]),
  );
  const missing = RESOLVER_CLASSES.filter((resolver) => !byClass.has(resolver));
  if (missing.length > 0) throw new Error(`No instance of ${missing.map(({ name }) => name).join(', ')}.`);
  return build((resolver) => byClass.get(resolver));
}

/** The same schema to be read only: nothing is needed to make it, and no field can be resolved. */
export function buildSchemaToPrint(): Promise<GraphQLSchema> {
  return build(() => undefined);
}

function build(instanceOf: (resolver: unknown) => unknown): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [...RESOLVER_CLASSES],
    container: { get: instanceOf },
    validate: true,
    pubSub: NO_TOPICS,
  });
}

/** The library asks for it as soon as there is a subscription. Ours bring their own source of events. */
const NO_TOPICS: PubSub = {
  publish: () => {
    throw new Error('Nothing is published by topic.');
  },
  subscribe: () => {
    throw new Error('Nothing is subscribed to by topic.');
  },
};

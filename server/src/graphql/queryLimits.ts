import { ApolloArmor } from '@escape.tech/graphql-armor';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate, visit } from 'graphql';
import { DomainError } from '../platform/domainError';
import { refuseConditionalSubscriptions } from './conditionalSubscriptions';

/** What one GraphQL document may hold. Checked before GraphQL's own validation, whose cost grows with the square. */
export const QUERY_LIMITS = {
  /** Words and signs of the document. */
  tokens: 5_000,
  /** Fields and spreads, as written. */
  selections: 1_000,
  /** Nesting, fragments unfolded; introspection does not count. */
  depth: 15,
  /** Fragments unfolded. */
  aliases: 30,
  directives: 30,
  /** Scalars 1, objects 2 and half as much again for each level, times `first`. */
  cost: 50_000,
} as const;

/** How graphql-js says that a document has more tokens than it may. */
export const QUERY_TOO_LONG = 'Document contains more that';

export type QueryCheck = (query: string) => void;

/**
 * A check of the limits for one schema.
 *
 * @returns a function that throws DomainError QUERY_TOO_COMPLEX, INVALID_INPUT for a subscription to a field that may be left out,
 * and nothing for documents that GraphQL itself refuses.
 */
export function createQueryCheck(schema: GraphQLSchema): QueryCheck {
  const passed = new PassedQueries();
  return (query) => {
    if (passed.has(query)) return;
    checkQuery(schema, query);
    passed.add(query);
  };
}

function checkQuery(schema: GraphQLSchema, query: string): void {
  const document = parseWithinLimit(query);
  if (!document) return;
  refuseManySelections(document);
  refuseConditionalSubscriptions(document);
  const [excess] = validate(schema, document, limitRules());
  if (excess) throw tooComplex(excess.message.replace(/^Syntax Error: /, ''));
}

/** Programs and screens send the same few documents again and again. At most 500 of up to 10,000 characters are kept. */
class PassedQueries {
  private static readonly MOST = 500;
  private static readonly LONGEST = 10_000;
  private readonly queries = new Set<string>();

  has(query: string): boolean {
    return this.queries.has(query);
  }

  add(query: string): void {
    if (query.length > PassedQueries.LONGEST) return;
    if (this.queries.size >= PassedQueries.MOST) this.queries.clear();
    this.queries.add(query);
  }
}

/** Null when the text is no GraphQL: whoever parses it next says so better. */
function parseWithinLimit(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: QUERY_LIMITS.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError && !error.message.includes(QUERY_TOO_LONG)) return null;
    // Nested so deep that even the parser runs out of stack, or too long.
    throw tooComplex(`Use at most ${QUERY_LIMITS.tokens} tokens.`);
  }
}

function refuseManySelections(document: DocumentNode): void {
  let selections = 0;
  const count = () => {
    selections += 1;
  };
  visit(document, { Field: count, FragmentSpread: count, InlineFragment: count });
  if (selections > QUERY_LIMITS.selections)
    throw tooComplex(`Ask for at most ${QUERY_LIMITS.selections} fields.`);
}

/** Made anew for each document: the library adds a handler to the settings each time it is set up. */
function limitRules() {
  return new ApolloArmor({
    maxDepth: { n: QUERY_LIMITS.depth, flattenFragments: true },
    maxAliases: { n: QUERY_LIMITS.aliases },
    maxDirectives: { n: QUERY_LIMITS.directives },
    costLimit: { maxCost: QUERY_LIMITS.cost, flattenFragments: true },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules;
}

function tooComplex(message: string): DomainError {
  return new DomainError('QUERY_TOO_COMPLEX', message);
}

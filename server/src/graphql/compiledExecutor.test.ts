import {
  buildSchema,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
} from 'graphql';
import { compileQuery } from 'graphql-jit';
import { DomainError } from '../platform/domainError';
import { createCompiledExecutor, type Operation } from './compiledExecutor';

jest.mock('graphql-jit', () => {
  const actual = jest.requireActual<typeof import('graphql-jit')>('graphql-jit');
  return { ...actual, compileQuery: jest.fn(actual.compileQuery) };
});

const SDL = `
  enum Step { DAY HOUR }
  input In { name: String!  step: Step = DAY  ids: [ID!] }
  type Row { id: ID!  name: String  at: Float  next: Row  broken: String  never: Int! }
  type Query { rows(first: Int = 2): [Row!]!  row: Row  maybe: [Row]  told(input: In!): String  context: String  mustBe: Row! }
  type Mutation { change: Int }
  type Subscription { changed: Int }
`;

/** Values, promises, nulls, faults and refusals, as resolvers have them. */
function makeSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  let changes = 0;
  const row = (id: number): object => ({
    id,
    name: id % 2 ? `row ${id}` : null,
    at: id / 4,
    next: id > 0 ? row(id - 1) : null,
  });
  const resolvers: Record<string, Record<string, (root: object, args: never, context: never) => unknown>> = {
    Query: {
      rows: async (_root, { first }: { first: number }) => Array.from({ length: first }, (_, i) => row(i)),
      row: () => row(3),
      maybe: () => [row(1), null, Promise.resolve(row(2)), Promise.reject(new Error('lost'))],
      told: (_root, { input }: { input: object }) => JSON.stringify(input),
      context: (_root, _args, context: string) => context,
      mustBe: () => null,
    },
    Mutation: { change: () => (changes += 1) },
    Row: {
      broken: () => {
        throw new DomainError('FORBIDDEN', 'Not for you.');
      },
      never: async () => null,
    },
  };
  for (const [type, fields] of Object.entries(resolvers)) {
    const known = (schema.getType(type) as ReturnType<GraphQLSchema['getQueryType']>)?.getFields() ?? {};
    for (const [name, resolve] of Object.entries(fields)) {
      const field = known[name];
      if (field) field.resolve = resolve as never;
    }
  }
  return schema;
}

function operationOf(source: string, operationName?: string): Operation {
  const document = parse(source);
  const operation = getOperationAST(document, operationName) ?? undefined;
  return { document, source, operation, operationName, variables: {}, context: 'whose' };
}

function executorFor(source: string, operationName?: string) {
  const executor = createCompiledExecutor(makeSchema());
  const asked = operationOf(source, operationName);
  return (variables: Record<string, unknown> = {}): Promise<ExecutionResult> =>
    executor({ ...asked, variables });
}

/** What a caller sees of an answer, and what is thrown behind it. */
const seen = ({ data, errors }: ExecutionResult) =>
  JSON.parse(
    JSON.stringify({
      data,
      errors: errors?.map((error) => ({
        isOurs: error instanceof GraphQLError,
        message: error.message,
        path: error.path,
        locations: error.locations,
        code: error.originalError instanceof DomainError ? error.originalError.code : null,
      })),
    }),
  );

beforeEach(() => jest.mocked(compileQuery).mockClear());

const CASES: [string, string, Record<string, unknown>?][] = [
  ['lists, nested objects and nulls', '{ rows(first: 4) { id name at next { id next { name } } } }'],
  ['default arguments', '{ rows { id } }'],
  [
    'fragments, other names and types',
    'query A { a: rows { ...F x: id } row { ... on Row { name } __typename } } fragment F on Row { id next { id } }',
  ],
  ['the same field twice', '{ row { next { id } } row { next { name } id } }'],
  ['lists with holes, promises and faults', '{ maybe { id name } }'],
  ['a refusal in a field that may be null', '{\n  rows {\r\n    id\n\n  broken } }'],
  ['nothing where something must be', '{ row { id never } }'],
  ['nothing where the whole answer hangs on it', '{ context mustBe { id } }'],
  [
    'variables, their defaults and enums',
    'query ($input: In!) { told(input: $input) }',
    { input: { name: 'x', ids: ['1', 2] } },
  ],
  ['a variable that is missing', 'query ($input: In!) { told(input: $input) }', {}],
  [
    'a variable of another type',
    'query ($input: In!) { told(input: $input) }',
    { input: { name: 'x', step: 'YEAR' } },
  ],
  [
    'a variable nobody knows',
    'query ($input: In!) { told(input: $input) }',
    { input: { name: 'x', more: 1 } },
  ],
  ['values in the document', '{ told(input: { name: "a\\"b", step: HOUR }) }'],
  ['the context', '{ context }'],
];

it.each(CASES.map(([name, source, variables = {}]) => [name, source, variables] as const))(
  'answers with %s as graphql itself does',
  async (_case, source, variables) => {
    const execute = executorFor(source);

    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(seen(await execute(variables)));

    expect(compileQuery).toHaveBeenCalledTimes(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  },
);

it.each([
  ['a mutation', 'mutation { change }'],
  ['a query with directives', 'query ($no: Boolean = false) { row { id name @include(if: $no) } }'],
  ['introspection', '{ __type(name: "Row") { name } }'],
  ['a name that objects have already', '{ __proto__: context }'],
])('leaves %s to graphql itself', async (_case, source) => {
  const execute = executorFor(source);

  for (let i = 0; i < 5; i += 1) expect((await execute()).errors).toBeUndefined();

  expect(compileQuery).not.toHaveBeenCalled();
});

it('says where subscriptions are taken', async () => {
  const { errors } = await executorFor('subscription { changed }')();

  expect(errors?.[0]?.originalError).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('/graphql/stream'),
  });
});

it('carries out the operation that was named, and compiles none that comes once', async () => {
  const source = 'query A { context } query B { row { id } }';
  const [a, b] = [executorFor(source, 'A'), executorFor(source, 'B')];

  for (let i = 0; i < 4; i += 1) expect((await a()).data).toEqual({ context: 'whose' });
  expect((await b()).data).toEqual({ row: { id: '3' } });

  expect(compileQuery).toHaveBeenCalledTimes(1);
});

it('forgets what it has compiled rather than keep more and more of it', async () => {
  const executor = createCompiledExecutor(makeSchema());
  const operations = Array.from({ length: 201 }, (_, i) => operationOf(`query Q${i} { context }`));
  for (const asked of operations) for (let i = 0; i < 3; i += 1) await executor(asked);
  jest.mocked(compileQuery).mockClear();

  for (const asked of [...operations.slice(200), ...operations.slice(0, 1)])
    expect(await executor(asked)).toEqual(CONTEXT);

  expect(compileQuery).toHaveBeenCalledTimes(1);
});

const CONTEXT = { data: { context: 'whose' } };

import { buildSchema, type GraphQLResolveInfo, graphql } from 'graphql';
import { isFieldAsked } from './isFieldAsked';

const schema = buildSchema(
  'type Query { rows: [Row!]! } type Row { model: Model  key: String } type Model { id: ID }',
);

/** What the resolver of `rows` was told. */
async function infoOf(source: string): Promise<GraphQLResolveInfo> {
  let info: GraphQLResolveInfo | undefined;
  const rows = (_args: unknown, _context: unknown, told: GraphQLResolveInfo) => {
    info = told;
    return [];
  };
  expect((await graphql({ schema, source, rootValue: { rows } })).errors).toBeUndefined();
  if (!info) throw new Error('rows was not asked for.');
  return info;
}

it.each([
  ['by itself', '{ rows { model { id } } }', true],
  ['under another name', '{ rows { it: model { id } } }', true],
  ['in a fragment', '{ rows { ...R } } fragment R on Row { ...S } fragment S on Row { model { id } }', true],
  ['in an inline fragment', '{ rows { ... on Row { model { id } } } }', true],
  ['in the second of two selections', '{ rows { key } rows { model { id } } }', true],
  ['nowhere', '{ rows { key } }', false],
  ['only as the name of something else', '{ rows { model: key } }', false],
])('sees a field that is asked for %s', async (_case, query, isAsked) => {
  expect(isFieldAsked(await infoOf(query), 'model')).toBe(isAsked);
});

import { buildSchema, type GraphQLResolveInfo, graphql, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { isFieldAsked } from './isFieldAsked';

const schema = buildSchema(
  'type Query { rows: [Row!]! } type Row { model: Model  key: String } type Model { id: ID }',
);

/** What the resolver of `rows` was told, by graphql itself and by a query that is compiled. */
async function infosOf(source: string): Promise<GraphQLResolveInfo[]> {
  const infos: GraphQLResolveInfo[] = [];
  const field = schema.getQueryType()?.getFields().rows;
  if (!field) throw new Error('There is no field of that name.');
  field.resolve = (_root, _args, _context, info) => {
    infos.push(info);
    return [];
  };
  const compiled = compileQuery(schema, parse(source));
  if (!isCompiledQuery(compiled)) throw new Error('This query cannot be compiled.');
  await graphql({ schema, source });
  await compiled.query(undefined, undefined, {});
  return infos;
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
  const infos = await infosOf(query);

  expect(infos.map((info) => isFieldAsked(info, 'model'))).toEqual([isAsked, isAsked]);
});

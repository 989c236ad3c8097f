import { buildSchema } from 'graphql';
import { contractGaps } from './contractGaps';

const CONTRACT = buildSchema(`
  type Query { a(x: Int = 1, y: String): A!  b: B }
  type A { id: ID!  name: String }
  input In { x: Int! }
  enum B { ONE TWO }
`);

describe('a schema falls short of a contract', () => {
  it.each([
    [
      'in nothing when it is the same',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID!  name: String } input In { x: Int! } enum B { ONE TWO }',
      [],
    ],
    [
      'in nothing when it has more',
      'type Query { a(x: Int = 1, y: String, z: Int): A!  b: B  c: Int } type A { id: ID!  name: String  more: Int } input In { x: Int!  y: Int } enum B { ONE TWO THREE }',
      [],
    ],
    [
      'by a type',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID!  name: String } enum B { ONE TWO }',
      ['In'],
    ],
    [
      'by a field',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID! } input In { x: Int! } enum B { ONE TWO }',
      ['A.name'],
    ],
    [
      'by an argument',
      'type Query { a(x: Int = 1): A!  b: B } type A { id: ID!  name: String } input In { x: Int! } enum B { ONE TWO }',
      ['Query.a(y)'],
    ],
    [
      'by a default',
      'type Query { a(x: Int = 2, y: String): A!  b: B } type A { id: ID!  name: String } input In { x: Int! } enum B { ONE TWO }',
      ['Query.a(x) is Int = 2 instead of Int = 1'],
    ],
    [
      'by nullability',
      'type Query { a(x: Int = 1, y: String): A  b: B } type A { id: ID!  name: String } input In { x: Int! } enum B { ONE TWO }',
      ['Query.a is A instead of A!'],
    ],
    [
      'by an input that has become optional',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID!  name: String } input In { x: Int } enum B { ONE TWO }',
      ['In.x is Int instead of Int!'],
    ],
    [
      'by a value',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID!  name: String } input In { x: Int! } enum B { ONE }',
      ['B.TWO'],
    ],
    [
      'by the kind of a type',
      'type Query { a(x: Int = 1, y: String): A!  b: B } type A { id: ID!  name: String } input In { x: Int! } scalar B',
      ['B is a type of another kind'],
    ],
  ])('%s', (_case, sdl, expected) => {
    expect(contractGaps(CONTRACT, buildSchema(sdl))).toEqual(expected);
  });
});

import { parse } from 'graphql';
import { refuseConditionalSubscriptions } from './conditionalSubscriptions';

const check = (query: string) => () => refuseConditionalSubscriptions(parse(query));

it.each([
  ['with a value', 'subscription { a @skip(if: true) }'],
  ['with a variable', 'subscription ($x: Boolean!) { a @include(if: $x) { b } }'],
  ['around it', 'subscription { ... on Subscription @skip(if: true) { a } }'],
  ['around a fragment', 'subscription { ...A @skip(if: true) } fragment A on Subscription { a }'],
  [
    'within fragments',
    'subscription { ...A } fragment B on S { a @skip(if: true) } fragment A on S { ...B }',
  ],
  ['in one of several operations', 'query Q { a } subscription S { a @skip(if: true) }'],
])('refuses a subscription whose field has a condition %s', (_where, query) => {
  expect(check(query)).toThrow('The field of a subscription takes neither @skip nor @include.');
});

it.each([
  ['a plain one', 'subscription { a { b @skip(if: true) } }'],
  [
    'fragments that spread each other',
    'subscription { ...A } fragment A on S { ...B } fragment B on S { ...A }',
  ],
  ['a fragment that is not there', 'subscription { ...A }'],
  ['a query', 'query ($x: Boolean!) { a @skip(if: $x) }'],
])('lets %s through', (_what, query) => {
  expect(check(query)).not.toThrow();
});

import { buildSchema, getIntrospectionQuery } from 'graphql';
import { createQueryCheck, QUERY_LIMITS } from './queryLimits';

const check = createQueryCheck(
  buildSchema(
    'type Query { a(first: Int): Query  b: Int  c(s: String): String } directive @d repeatable on FIELD',
  ),
);
const nested = (levels: number) => `{${'a{'.repeat(levels - 1)}b${'}'.repeat(levels - 1)}}`;
const aliased = (count: number) => `{${Array.from({ length: count }, (_, i) => `x${i}:b`).join(' ')}}`;
const fragments = (count: number) =>
  Array.from({ length: count }, (_, i) => `fragment F${i} on Query {a{...F${i + 1}}}`).join(' ');

describe('a query is taken', () => {
  it.each([
    ['at the depth limit', nested(QUERY_LIMITS.depth)],
    ['at the alias limit', aliased(QUERY_LIMITS.aliases)],
    ['at the directive limit', `{b ${'@d '.repeat(QUERY_LIMITS.directives)}}`],
    ['at the limit of fields', `{${'b '.repeat(QUERY_LIMITS.selections)}}`],
    ['when it is the introspection of tools', getIntrospectionQuery()],
    ['for a page of a hundred with nested lists', '{ a(first: 100) { b a { a(first: 10) { b a { b } } } } }'],
  ])('%s', (_case, query) => {
    expect(() => check(query)).not.toThrow();
  });

  it.each([
    ['that is no GraphQL', '{ a {'],
    ['that asks for what is not there', '{ nothing }'],
    ['that is empty', ''],
  ])('as far as this check goes, %s: GraphQL itself says what is wrong', (_case, query) => {
    expect(() => check(query)).not.toThrow();
  });
});

describe('a query is refused as too complex', () => {
  it.each([
    ['one level too deep', nested(QUERY_LIMITS.depth + 1)],
    ['2,000 levels deep, deeper than the stack bears', nested(2_000)],
    ['too deep by fragments', `{...F0} ${fragments(20)} fragment F20 on Query {b}`],
    ['with one alias too many', aliased(QUERY_LIMITS.aliases + 1)],
    ['with 1,000 aliases', aliased(1_000)],
    ['with too many aliases by fragments', `{${'...F '.repeat(4)} } fragment F on Query ${aliased(10)}`],
    ['with one directive too many', `{b ${'@d '.repeat(QUERY_LIMITS.directives + 1)}}`],
    ['with one field too many', `{${'b '.repeat(QUERY_LIMITS.selections + 1)}}`],
    ['with 100,000 tokens', `{${'b '.repeat(100_000)}}`],
    ['for a billion rows', '{ a(first: 1000000000) { b } }'],
    ['of fragments in a circle', `{...F0} ${fragments(400)} fragment F400 on Query {...F0}`],
  ])('%s, without being carried out', (_case, query) => {
    const refusals = Array.from({ length: 3 }, () =>
      cpuMsOf(() => {
        expect(() => check(query)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_COMPLEX' }));
      }),
    );

    // Some 10 ms; what is not bounded takes seconds.
    expect(Math.min(...refusals)).toBeLessThan(500);
  });

  it('after one that is almost the same was taken, and taken again', () => {
    for (let i = 0; i < 2; i += 1) {
      expect(() => check(aliased(QUERY_LIMITS.aliases))).not.toThrow();
      expect(() => check(aliased(QUERY_LIMITS.aliases + 1))).toThrow('Aliases limit of 30');
    }
  });

  it('again and again, without remembering anything of the ones before', () => {
    for (let i = 0; i < 50; i += 1) expect(() => check(aliased(40))).toThrow('Aliases limit of 30');
  });
});

/** Work of this process, other programs of the machine left out. */
function cpuMsOf(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

import fc from 'fast-check';
import { removeTopLevelMember } from './removeTopLevelMember';

const without = (text: string) => removeTopLevelMember(Buffer.from(text), 'usage').toString();

describe('cutting a member out of JSON bytes', () => {
  it.each([
    ['last', 'data: {"a":1,"usage":null}\n\n', 'data: {"a":1}\n\n'],
    ['first', '{"usage":null,"a":1}', '{"a":1}'],
    ['in the middle', '{"a":1,"usage":{"x":[1,{"y":2}]},"b":2}', '{"a":1,"b":2}'],
    ['alone', '{"usage":null}', '{}'],
    ['with blanks', '{ "a" : 1 , "usage" : null , "b" : 2 }', '{ "a" : 1 , "b" : 2 }'],
    ['with a brace in a text', '{"a":"}{,\\"","usage":"},{"}', '{"a":"}{,\\""}'],
    ['twice: only the first', '{"usage":1,"usage":2}', '{"usage":2}'],
    ['not there', '{"a":1}', '{"a":1}'],
    ['only deeper', '{"a":{"usage":null}}', '{"a":{"usage":null}}'],
    ['only as a text', '{"a":"usage"}', '{"a":"usage"}'],
    ['a text and a member', '{"a":"usage","usage":null}', '{"a":"usage"}'],
    ['only the start of a name', '{"usage_total":1,"b":"usage"}', '{"usage_total":1,"b":"usage"}'],
    ['no object', 'data: "usage"', 'data: "usage"'],
  ])('leaves all other bytes when it stands %s', (_where, before, after) => {
    expect(without(before)).toBe(after);
  });

  it('takes that member and nothing else out of any object', () => {
    const value = fc.record(
      { a: fc.jsonValue(), usage: fc.jsonValue(), 'ü"\\': fc.jsonValue(), z: fc.string() },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(value, fc.constantFrom(0, 1, 2), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const { usage: _usage, ...rest } = JSON.parse(text);

        expect(JSON.parse(without(text))).toEqual(rest);
      }),
      { numRuns: 1_000 },
    );
  });
});

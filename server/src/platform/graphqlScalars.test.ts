import { parseValue } from 'graphql';
import { DateTimeScalar, DecimalScalar, SafeIntScalar, TimeZoneScalar } from './graphqlScalars';

describe('what the API takes', () => {
  it.each([
    ['UTC', '2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['an offset', '2026-11-23T08:00:00+07:00', '2026-11-23T01:00:00.000Z'],
    ['no seconds', '2026-11-23T08:00Z', '2026-11-23T08:00:00.000Z'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['microseconds', '2026-11-23T08:00:00.123456Z', '2026-11-23T08:00:00.123Z'],
  ])('an instant with %s', (_case, text, expected) => {
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(expected);
    expect(DateTimeScalar.parseLiteral(parseValue(`"${text}"`))).toEqual(new Date(expected));
  });

  it.each([
    ['no zone', '2026-11-23T08:00:00'],
    ['a day that is not', '2026-02-30T00:00:00Z'],
    ['a month that is not', '2026-13-01T00:00:00Z'],
    ['a day alone', '2026-11-23'],
    ['a number', 1_700_000_000],
    ['words', 'tomorrow'],
    ['null', null],
  ])('no instant with %s', (_case, value) => {
    expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime');
  });

  it.each([0, 2 ** 31, -5, Number.MAX_SAFE_INTEGER])('the whole number %d', (value) => {
    expect(SafeIntScalar.parseValue(value)).toBe(value);
    expect(SafeIntScalar.parseLiteral(parseValue(String(value)))).toBe(value);
  });

  it.each([2 ** 53, 1.5, '5', null, Number.NaN])('not %p as a whole number', (value) => {
    expect(() => SafeIntScalar.parseValue(value)).toThrow('SafeInt');
  });

  it.each(['0', '-1.5', '0.000000000000000001', '12345678901234567890'])(
    'the decimal %s, digit for digit',
    (value) => {
      expect(DecimalScalar.parseValue(value)).toBe(value);
    },
  );

  it.each([1.5, '1e3', '.5', '1,5', '', ' 1', `0.${'1'.repeat(19)}`])('not %p as a decimal', (value) => {
    expect(() => DecimalScalar.parseValue(value)).toThrow('Decimal');
  });

  it.each(['Asia/Ho_Chi_Minh', 'Asia/Saigon', 'UTC', 'America/Argentina/Buenos_Aires'])(
    'the zone %s',
    (zone) => {
      expect(TimeZoneScalar.parseValue(zone)).toBe(zone);
    },
  );

  it.each(['+07:00', 'Asia/Nowhere', '', '../etc/passwd', "UTC'; --", 7])('not %p as a zone', (zone) => {
    expect(() => TimeZoneScalar.parseValue(zone)).toThrow('TimeZone');
  });
});

describe('what the API sends', () => {
  it('is exact for counts beyond 32 bits, also when they come as bigint', () => {
    expect(SafeIntScalar.serialize(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
  });

  it('is never a rounded count', () => {
    expect(() => SafeIntScalar.serialize(9_007_199_254_740_993n)).toThrow('SafeInt');
  });

  it('is never a float for money', () => {
    expect(() => DecimalScalar.serialize(0.1)).toThrow('Decimal');
    expect(DecimalScalar.serialize('12345678901234567890.000000000000000001')).toBe(
      '12345678901234567890.000000000000000001',
    );
  });
});

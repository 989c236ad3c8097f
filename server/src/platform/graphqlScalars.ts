import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { readInstant } from './instant';
import { isTimeZone } from './timeZone';

/** At most 20 digits before the point and 18 behind it. */
const DECIMAL = /^-?\d{1,20}(\.\d{1,18})?$/;

/** Instants. Takes ISO 8601 with an explicit offset, so that no time is ever read in the server's own zone. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, ISO 8601 in UTC.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('DateTime: only a Date can be sent.');
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(textOf(node)),
});

/** Counts. Numbers and bigints up to 2^53 - 1; anything larger is refused rather than rounded. */
export const SafeIntScalar = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  description: "A whole number up to 2^53 - 1. Token counts pass GraphQL's 32-bit Int within a day.",
  serialize: (value) => {
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (isSafeInteger(number)) return number;
    throw new TypeError('SafeInt: only a whole number up to 2^53 - 1 can be sent.');
  },
  parseValue: parseSafeInt,
  parseLiteral: (node) => parseSafeInt(node.kind === Kind.INT ? Number(node.value) : undefined),
});

/** Money. Goes through as the database wrote it, never through a float. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number, as a string: never a float.',
  serialize: (value) => {
    if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return value;
    throw new TypeError('Decimal: only a decimal string can be sent.');
  },
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(textOf(node)),
});

/** Zones in which days begin. Aliases are taken as they are spelled. */
export const TimeZoneScalar = new GraphQLScalarType<string, string>({
  name: 'TimeZone',
  description: 'An IANA time zone, such as Asia/Ho_Chi_Minh.',
  serialize: String,
  parseValue: parseTimeZone,
  parseLiteral: (node) => parseTimeZone(textOf(node)),
});

function parseInstant(value: unknown): Date {
  const instant = typeof value === 'string' ? readInstant(value) : null;
  if (!instant) throw new GraphQLError('DateTime: give an instant such as 2026-11-23T08:00:00Z.');
  return instant;
}

function parseSafeInt(value: unknown): number {
  if (isSafeInteger(value)) return value;
  throw new GraphQLError('SafeInt: give a whole number up to 2^53 - 1.');
}

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new GraphQLError('Decimal: give a decimal number as a string, such as "0.60".');
}

function parseTimeZone(value: unknown): string {
  if (typeof value === 'string' && isTimeZone(value)) return value;
  throw new GraphQLError('TimeZone: give an IANA time zone, such as Asia/Ho_Chi_Minh.');
}

function textOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined;
}

function isSafeInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/**
 * An array for a parameter of a hot statement, in PostgreSQL's text form: many times quicker than the driver's own, which
 * quotes every element. Only for numbers below 2^53, truth values, and words of our own such as UUIDs and the names of
 * enumerations; never for what a client wrote.
 */
export function plainArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

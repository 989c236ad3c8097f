/**
 * The first instant of a date in a zone. Where the clock is set back to midnight, midnight comes twice, and PostgreSQL takes
 * the second one.
 */
export const dayStartSql = (date: string, zone: string): string => {
  const midnight = `(${date})::timestamp AT TIME ZONE ${zone}`;
  return `(${midnight} - CASE WHEN ((${midnight} - interval '1 hour') AT TIME ZONE ${zone})::date = ${date}
      THEN interval '1 hour' ELSE interval '0' END)`;
};

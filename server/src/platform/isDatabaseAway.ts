/** SQLSTATE: connection exceptions, operator intervention (shutdown, crash, cancel), too many connections. */
const AWAY_SQLSTATE = /^(08...|57...|53300)$/;
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
/** A socket that is gone, unlike any other file; and what `pg` says without a code when something does not come in time. */
const AWAY_MESSAGE =
  /^connect ENOENT|Connection terminated|timeout exceeded when trying to connect|Query read timeout|timeout expired/;

/** True when an error means that the database could not be asked, rather than that it was asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('driverError' in error && error.driverError !== error) return isDatabaseAway(error.driverError);
  const code = 'code' in error ? String(error.code) : '';
  return AWAY_SQLSTATE.test(code) || AWAY_SYSTEM_CODES.has(code) || AWAY_MESSAGE.test(error.message);
}

/** SQLSTATE: connection exceptions, operator intervention (shutdown, crash, cancel), too many connections. */
const AWAY_SQLSTATE = /^(08...|57...|53300)$/;
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);
/** What `pg` says without a code when a connection or an answer does not come in time. */
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|timeout expired/;

/** True when an error means that the database could not be asked, rather than that it was asked something wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('driverError' in error && error.driverError !== error) return isDatabaseAway(error.driverError);
  const code = 'code' in error ? String(error.code) : '';
  return AWAY_SQLSTATE.test(code) || AWAY_SYSTEM_CODES.has(code) || AWAY_MESSAGE.test(error.message);
}

/** For a cluster whose data may be lost with the machine, such as that of the tests. */
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The server's parameters. What the caller sets wins. */
export function postgresSettings(
  durable: boolean,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    max_connections: '100',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    // An error names neither the statement nor the values in it: both may hold what nobody should read in a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : NOT_DURABLE),
    ...own,
  };
}

/**
 * All that a child process may see of our environment: nothing. Ours holds secrets, and a library path or locale in
 * it would change how PostgreSQL loads and sorts.
 */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

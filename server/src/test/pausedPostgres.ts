import { Client } from 'pg';

/** One question on a connection of its own. */
export async function queryOnce<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The processes of a PostgreSQL on this machine that serve somebody. */
export async function backendPids(url: string, where: string): Promise<number[]> {
  const rows = await queryOnce<{ pid: number }>(url, `SELECT pid FROM pg_stat_activity WHERE ${where}`);
  return rows.map(({ pid }) => pid);
}

/** The first process of a PostgreSQL on this machine. */
export async function postmasterPid(url: string): Promise<number> {
  const [row] = await queryOnce<{ line: string }>(
    url,
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS line`,
  );
  return Number(row?.line);
}

/** Stops processes where they stand. @returns what wakes them, safe to repeat. */
export function pauseProcesses(pids: readonly number[]): () => void {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  };
}

/** Freezes a whole PostgreSQL: its first process before the others, so that nobody comes in any more. */
export async function pausePostgres(url: string): Promise<() => void> {
  return pauseProcesses([await postmasterPid(url), ...(await backendPids(url, 'pid <> pg_backend_pid()'))]);
}

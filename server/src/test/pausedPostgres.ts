import { Client } from 'pg';
import { systemErrorCode } from '../platform/systemErrorCode';

/** One question on a connection of its own. */
export function queryOnce<Row extends object>(url: string, sql: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(sql)).rows);
}

/** The processes of a PostgreSQL on this machine that serve somebody. */
export function backendPids(url: string, where: string): Promise<number[]> {
  return withClient(url, (client) => servingPids(client, where));
}

/** The first process of a PostgreSQL on this machine. */
export function postmasterPid(url: string): Promise<number> {
  return withClient(url, firstPid);
}

/** Stops processes where they stand; those that have just ended are left out. @returns what wakes them, safe to repeat. */
export function pauseProcesses(pids: readonly number[]): () => void {
  const paused = pids.filter((pid) => signal(pid, 'SIGSTOP'));
  return () => {
    for (const pid of paused) signal(pid, 'SIGCONT');
  };
}

/** Freezes a whole PostgreSQL: its first process before the others are looked for, so that nobody comes in any more. */
export async function pausePostgres(url: string): Promise<() => void> {
  const client = await connected(url);
  const wakeFirst = pauseProcesses([await firstPid(client)]);
  try {
    const wakeOthers = pauseProcesses(await servingPids(client, 'pid <> pg_backend_pid()'));
    return () => {
      wakeOthers();
      wakeFirst();
    };
  } catch (error) {
    wakeFirst();
    throw error;
  } finally {
    // Its end may wait for one of the others.
    client.end().catch(() => {});
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connected(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  return client;
}

async function servingPids(client: Client, where: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE ${where}`);
  return rows.map(({ pid }) => pid);
}

async function firstPid(client: Client): Promise<number> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS line`,
  );
  return Number(rows[0]?.line);
}

/** @returns false when there is no such process any more. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

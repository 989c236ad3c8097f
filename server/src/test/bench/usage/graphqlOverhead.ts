import path from 'node:path';
import type { DataSource } from 'typeorm';
import { UsageRepository } from '../../../usage/usage.repository';
import type { NumberedUsageQuestion } from '../../../usage/usageSql';
import { makeTestToken } from '../../proof/makeTestToken';
import { startProcess } from '../../startProcess';
import { serverEnvironment } from '../../startServer';
import type { Ask } from '../benchReport';
import { startScript } from '../childScript';
import { processFigures } from '../processFigures';
import { median } from '../statistics';
import { timed } from '../timed';
import { atMost } from './usageTables';

const GRAPHQL = `query ($input: UsageInput!) { usage(input: $input) { rows { bucketStart model { id } apiKey { id }
  usage { requests inputTokens outputTokens totalTokens cost } } total { requests totalTokens } } }`;

/** A question by GraphQL against its SQL alone, and in processor time against a server that only writes JSON. */
export async function compareGraphQL(
  database: { readonly url: string; readonly db: DataSource },
  { accountId, question: asked }: { readonly accountId: string; readonly question: NumberedUsageQuestion },
  times: number,
): Promise<Ask[]> {
  const { db, url } = database;
  const server = await startProcess({
    ...serverEnvironment(url),
    NODE_ENV: 'production',
    CONFIG_FILE: '',
    DEMO: 'off',
    ROLE: 'console',
  });
  const raw = await startScript<{ port: number }>(path.join(__dirname, 'rawUsageServer.ts'), {
    url,
    accountId,
    question: asked,
  });
  try {
    const { secret } = await makeTestToken(db, accountId, ['USAGE_READ']);
    const body = JSON.stringify({
      query: GRAPHQL,
      variables: {
        input: { from: asked.from, to: asked.to, timeZone: asked.timeZone, groupBy: ['MODEL', 'API_KEY'] },
      },
    });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const byGraphQL = () => fetchText(`${server.url}/graphql`, { method: 'POST', headers, body });
    const byRaw = () => fetchText(`http://127.0.0.1:${raw.ready.port}/`);
    const usage = new UsageRepository(db.manager);
    const bySql = () => usage.answer(accountId, asked);
    if (!(await byGraphQL()).includes('"rows":[{')) throw new Error('GraphQL did not answer the question.');
    for (let i = 0; i < times; i += 1) await byGraphQL();
    const ratios: number[] = [];
    for (let i = 0; i < times; i += 1) {
      const sqlMs = await timed(bySql);
      ratios.push((await timed(byGraphQL)) / sqlMs);
    }
    const pid = server.process.pid ?? 0;
    const [graphqlCpu, rawCpu] = [await cpuOf(pid, byGraphQL, times), await cpuOf(raw.pid, byRaw, times)];
    return [
      atMost('by GraphQL against its SQL alone, 1,000 rows', 2, median(ratios)),
      atMost('CPU of a GraphQL list of 1,000 rows against raw JSON', 2.5, graphqlCpu / rawCpu),
    ];
  } finally {
    await server.end('SIGKILL');
    await raw.stop();
  }
}

async function cpuOf(pid: number, ask: () => Promise<unknown>, times: number): Promise<number> {
  // What is compiled on the way does not count, and a process that answers all day has that behind it.
  for (let i = 0; i < times * 4; i += 1) await ask();
  const before = processFigures(pid);
  for (let i = 0; i < times; i += 1) await ask();
  const after = processFigures(pid);
  return before && after ? after.cpuUs - before.cpuUs : Number.NaN;
}

async function fetchText(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  return response.text();
}

import 'reflect-metadata';
import { createDataSource } from '../../db/dataSource';
import { createExportPool } from '../../db/exportPool';
import { UsageRepository } from '../usage.repository';
import { usageCsv } from '../usageCsv';
import { readUsageQuestion } from '../usageQuestion';
import { UsageRowsRepository } from '../usageRows.repository';

/** Asks by day, as a report and as lines of a file, what an account used. */
export async function askUsage(
  url: string,
  accountId: string,
  [from, to]: [string, string],
): Promise<object> {
  const asked = { from: new Date(from), to: new Date(to), granularity: 'DAY' } as const;
  const question = { ...readUsageQuestion(asked, 'America/St_Johns'), modelNumbers: null };
  const [db, pool] = [createDataSource(url, { poolSize: 1 }), createExportPool(url)];
  await db.initialize();
  try {
    const { rows, total } = await new UsageRepository(db.manager).answer(accountId, question);
    const lines = [];
    const { cells } = usageCsv({ ...question, modelIds: null });
    const batches = new UsageRowsRepository([pool]).stream(accountId, question, AbortSignal.timeout(20_000));
    for await (const batch of batches)
      lines.push(...batch.map((row) => cells({ row, model: null, apiKey: null })));
    return JSON.parse(JSON.stringify({ rows, total, lines }));
  } finally {
    await Promise.all([db.destroy(), pool.end()]);
  }
}

/** As a program it tells the answer, and the zone that it runs in, as JSON. */
if (require.main === module) {
  const [url = '', accountId = '', from = '', to = ''] = process.argv.slice(2);
  void askUsage(url, accountId, [from, to]).then((answer) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    process.stdout.write(JSON.stringify({ timeZone, answer }));
  });
}

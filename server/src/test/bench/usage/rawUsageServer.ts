import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDataSource } from '../../../db/dataSource';
import { UsageRepository } from '../../../usage/usage.repository';
import type { NumberedUsageQuestion } from '../../../usage/usageSql';

/** The same question without GraphQL: asks the database and writes JSON, and nothing else. */

interface Start {
  readonly url: string;
  readonly accountId: string;
  readonly question: NumberedUsageQuestion & { readonly from: string; readonly to: string };
}

const { url, accountId, question } = JSON.parse(process.argv[2] ?? '{}') as Start;
const asked = { ...question, from: new Date(question.from), to: new Date(question.to) };

void (async () => {
  const db = await createDataSource(url, { poolSize: 2 }).initialize();
  const usage = new UsageRepository(db.manager);
  const server = createServer((_request, response) => {
    void usage.answer(accountId, asked).then(({ rows, total }) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ rows, total }));
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
})();
process.on('disconnect', () => process.exit(0));

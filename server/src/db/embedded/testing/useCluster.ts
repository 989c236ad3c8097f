/**
 * A program that starts or joins the embedded PostgreSQL, says so in one line of JSON and holds it until it is told
 * to `stop`, or for good if nobody can tell it. Its argument is the options as JSON.
 */
import { createInterface } from 'node:readline';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../embeddedPostgres';

async function main(): Promise<void> {
  const options: EmbeddedPostgresOptions = JSON.parse(process.argv[2] ?? '');
  const postgres = await startEmbeddedPostgres(options);
  say({ url: postgres.url(), socketDir: postgres.socketDir, adopted: postgres.adopted });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'stop') await postgres.stop();
    say({});
  }
}

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

main().catch((error: unknown) => {
  say({ errorName: error instanceof Error ? error.name : '', errorMessage: String(error) });
  process.exitCode = 1;
});

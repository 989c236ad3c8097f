import { readFileSync } from 'node:fs';
import { type App, startApp } from './app';
import { type Config, readConfig } from './platform/config';
import { createLogger } from './platform/logger';
import { Shutdown } from './platform/shutdown';
import { stopOnSignals } from './platform/stopOnSignals';

/** Reads the configuration, starts the server, and stops it in good order when it is told to. */
async function main(): Promise<void> {
  const config = readConfig(process.env, (file) => readFileSync(file, 'utf8'));
  const logger = createLogger({ level: config.logLevel, nodeName: config.nodeName });
  const shutdown = new Shutdown({ deadlineMs: config.shutdownTimeoutMs + 50_000, logger });
  stopOnSignals({ shutdown, logger, source: process });
  const onProgress = (line: string): void => void process.stdout.write(`  ${line}\n`);
  try {
    greet(config, await startApp({ config, logger, shutdown, onProgress }));
  } catch (error) {
    await shutdown.close();
    throw error;
  }
}

/** For whoever sits at the terminal. Passwords stand here on the start that made them, and never again. */
function greet(config: Config, { port, newSignIns }: App): void {
  const lines = [`Keymeter is ready: ${config.publicUrl} (listening on ${config.host}:${port})`];
  if (newSignIns.demo)
    lines.push(`Try it as a member:  ${newSignIns.demo.email}  ${newSignIns.demo.password}`);
  if (newSignIns.operator)
    lines.push(`First operator:      ${newSignIns.operator.email}  ${newSignIns.operator.password}`);
  if (newSignIns.demo ?? newSignIns.operator) lines.push('These passwords are shown this once.');
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  // Whatever is still open after a start that failed is not waited for.
  setTimeout(() => process.exit(), 5_000).unref();
});

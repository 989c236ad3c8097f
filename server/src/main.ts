import { readFileSync } from 'node:fs';
import type { SignIn } from './accounts/firstStart';
import { startApp } from './app';
import { readConfig } from './platform/config';
import { createLogger } from './platform/logger';
import { Shutdown } from './platform/shutdown';
import { stopOnSignals } from './platform/stopOnSignals';

/** Reads the configuration, starts the server, and stops it in good order when it is told to. */
async function main(): Promise<void> {
  const config = readConfig(process.env, (file) => readFileSync(file, 'utf8'));
  const logger = createLogger({ level: config.logLevel, nodeName: config.nodeName });
  const shutdown = new Shutdown({ deadlineMs: config.shutdownTimeoutMs + 50_000, logger });
  stopOnSignals({ shutdown, logger, source: process });
  const onProgress = (line: string): void => say(`  ${line}`);
  try {
    const { port } = await startApp({ config, logger, shutdown, onProgress, onNewSignIn });
    say(`\nKeymeter is ready: ${config.publicUrl} (listening on ${config.host}:${port})\n`);
  } catch (error) {
    await shutdown.close();
    throw error;
  }
}

/** For whoever sits at the terminal. A password stands here on the start that made it, and never again. */
function onNewSignIn(who: 'operator' | 'demo', made: SignIn): void {
  const title = who === 'demo' ? 'Try it as a member:' : 'First operator:    ';
  const once = made.password === null ? '' : '  (shown this once)';
  say(`\n${title}  ${made.email}  ${passwordOf(made)}${once}`);
}

function passwordOf({ password }: SignIn): string {
  return password ?? '(the password of your configuration)';
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
  // Whatever is still open after a start that failed is not waited for.
  setTimeout(() => process.exit(), 5_000).unref();
});

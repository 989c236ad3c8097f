import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { type App, startApp } from '../app';
import { DEMO_MODELS } from '../demo/demoModels';
import { DemoUpstream } from '../demo/demoUpstream';
import { countTokens } from '../gateway/metering/countTokens';
import { readConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { Shutdown } from '../platform/shutdown';
import { Client } from './client';
import { createTestDatabase } from './database';

/** Where members are told to be; tests reach the server by its real port and say that they came from here. */
export const PUBLIC_URL = 'http://localhost:4000';

/** A whole server in this process, on a database of its own, with the demo's models at full speed. */
export interface TestServer {
  readonly app: App;
  /** Such as `http://127.0.0.1:39481`. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  client(): Client;
  stop(): Promise<void>;
}

export interface StartServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** 0 answers as fast as it is read. */
  readonly tokensPerSecond?: number;
  /** Further upstreams, as the configuration file has them. */
  readonly upstreams?: readonly object[];
}

export async function startServer({
  environment = {},
  tokensPerSecond = 0,
  upstreams = [],
}: StartServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const demo = new DemoUpstream({ countTokens, tokensPerSecond });
  const file = configFile(await demo.start(), upstreams);
  const settings = { ...serverEnvironment(database.url), ...environment };
  const config = readConfig(settings, (name) => {
    if (name.endsWith('.yaml')) return file;
    throw new Error(`There is no file ${name}.`);
  });
  const logger = createLogger({ level: config.logLevel, nodeName: config.nodeName });
  const shutdown = new Shutdown({ deadlineMs: 60_000, logger });
  const app = await startApp({ config, logger, shutdown, onProgress: () => {}, onNewSignIn: () => {} });
  const url = `http://127.0.0.1:${app.port}`;
  return {
    app,
    url,
    environment: settings,
    client: () => new Client(url, PUBLIC_URL),
    stop: async () => {
      await shutdown.close();
      await demo.close();
      await database.drop();
    },
  };
}

/** What every server of the tests is told. */
export function serverEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    // Made only when a node has to keep something while its database is away.
    DATA_DIR: path.join(os.tmpdir(), 'keymeter-test-data', sha256(databaseUrl)),
    KEY_PEPPER: 'a pepper of at least 32 characters for tests',
    SESSION_SECRET: 'a session secret of at least 32 characters',
    PUBLIC_URL,
    PORT: '0',
    LOG_LEVEL: 'silent',
    OPERATOR_EMAIL: 'operator@example.com',
    OPERATOR_PASSWORD: 'the operator of the tests',
    SHUTDOWN_TIMEOUT_SECONDS: '10',
    CONFIG_FILE: 'keymeter.test.yaml',
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The demo's models behind an upstream of the configuration, as JSON, which is YAML too. */
function configFile(baseUrl: string, others: readonly object[]): string {
  const models = DEMO_MODELS.map(({ id, name, kind, price }) => ({
    id,
    name,
    kind,
    upstreamModel: id,
    inputPrice: price.input,
    outputPrice: price.output,
  }));
  return JSON.stringify({ upstreams: [{ name: 'demo', kind: 'openai', baseUrl, models }, ...others] });
}

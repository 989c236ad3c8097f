import { type App, startApp } from '../app';
import { DEMO_MODELS } from '../demo/demoModels';
import { readConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { Shutdown } from '../platform/shutdown';
import { serverEnvironment } from './startServer';

/** One of several nodes in this process. */
export interface NodeHere {
  readonly app: App;
  readonly url: string;
  stop(): Promise<void>;
}

export interface NodeHereOptions {
  readonly name: string;
  /** Shared by all nodes of a test. */
  readonly databaseUrl: string;
  /** Serves the demo's models. */
  readonly upstreamUrl: string;
  /** A free one when left out. */
  readonly port?: string;
}

/** Starts a whole node in this process, on a database and an upstream that the test has made. */
export async function startNodeHere({
  name,
  databaseUrl,
  upstreamUrl,
  port = '0',
}: NodeHereOptions): Promise<NodeHere> {
  const models = DEMO_MODELS.map(({ id, name: title, price }) => ({
    id,
    name: title,
    upstreamModel: id,
    inputPrice: price.input,
    outputPrice: price.output,
  }));
  const file = JSON.stringify({
    upstreams: [{ name: 'fake', kind: 'openai', baseUrl: upstreamUrl, models }],
  });
  const config = readConfig({ ...serverEnvironment(databaseUrl), NODE_NAME: name, PORT: port }, () => file);
  const logger = createLogger({ level: 'silent', nodeName: name });
  const shutdown = new Shutdown({ deadlineMs: 30_000, logger });
  const app = await startApp({ config, logger, shutdown, onProgress: () => {}, onNewSignIn: () => {} });
  return { app, url: `http://127.0.0.1:${app.port}`, stop: async () => void (await shutdown.close()) };
}

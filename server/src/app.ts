import 'reflect-metadata';
import { version } from '../package.json';
import { ensureDemoMember, ensureFirstOperator, type SignIn } from './accounts/firstStart';
import { checkPeppers } from './compose/checkPeppers';
import { openConsole } from './compose/console';
import { type Gateway, openGateway } from './compose/gateway';
import { Housekeeping } from './compose/housekeeping';
import { housekeepingJobs } from './compose/housekeepingJobs';
import { publishCatalogue } from './compose/publishCatalogue';
import { openServices, type Services } from './compose/services';
import { openDatabase } from './db/openDatabase';
import type { OpenAiUsageRouteParts } from './http/openAiUsageRoutes';
import { programRoutes } from './http/programRoutes';
import { createHttpServer, type HttpServer } from './http/server';
import type { Config } from './platform/config';
import type { Logger } from './platform/logger';
import { createMetrics, type Metrics } from './platform/metrics';
import type { Shutdown } from './platform/shutdown';

export interface AppParts {
  readonly config: Config;
  readonly logger: Logger;
  /** Gets a step for everything that is opened, so that a start that fails half-way leaves nothing behind. */
  readonly shutdown: Shutdown;
  /** Told in a sentence what the start is doing. */
  readonly onProgress: (line: string) => void;
  /** Told of each person whom this start makes, at once: their password is in no other place, also if it fails later. */
  readonly onNewSignIn: (who: 'operator' | 'demo', made: SignIn) => void;
}

/** A server that listens. */
export interface App {
  readonly port: number;
  readonly services: Services;
  readonly databaseUrl: string;
}

const DEFAULT_OPERATOR = 'operator@example.com';
const DEMO_MEMBER = 'demo@example.com';
const CLOSE_MS = 5_000;
const LOST_PEPPER =
  'KEY_PEPPER lacks a pepper that these were made with, all in force: they are refused until it is put back.';
/** PostgreSQL writes everything out before it stops. */
const DATABASE_CLOSE_MS = 45_000;

/** Starts everything that the configuration asks for, oldest first: database, services, gateway, console, the door. */
export async function startApp(parts: AppParts): Promise<App> {
  const { config, logger, shutdown, onProgress, onNewSignIn } = parts;
  const database = await openDatabase({
    databaseUrl: config.databaseUrl?.reveal() ?? null,
    dataDir: config.dataDir,
    onProgress,
  });
  shutdown.add({ name: 'database', withinMs: DATABASE_CLOSE_MS, close: () => database.close() });
  const services = await openServices(config, database.url, (message, error) =>
    logger.warn({ err: error }, message),
  );
  shutdown.add({ name: 'services', withinMs: CLOSE_MS, close: () => services.close() });
  const { length } = services.migrations;
  if (length > 0) onProgress(`Brought the database to this version by ${length} migrations.`);
  const lost = await checkPeppers(services.db, services.hasher);
  if (lost.keys > 0 || lost.accessTokens > 0) logger.warn(lost, LOST_PEPPER);
  await publishCatalogue(services.models, config);
  await makeFirstPeople(config, services, onNewSignIn);
  const housekeeping = new Housekeeping(housekeepingJobs(services, { config, logger }), logger);
  await housekeeping.start();
  shutdown.add({ name: 'housekeeping', withinMs: CLOSE_MS, close: () => housekeeping.stop() });
  const metrics = createMetrics();
  const gateway =
    config.role === 'console'
      ? null
      : await openGateway({ config, databaseUrl: database.url, services, logger, metrics });
  if (gateway) shutdown.add({ name: 'gateway', withinMs: CLOSE_MS, close: () => gateway.close() });
  const http = await openDoor({ config, logger, databaseUrl: database.url, services, gateway, metrics });
  shutdown.add({
    name: 'requests',
    withinMs: config.shutdownTimeoutMs,
    close: (signal) => stopServing(http, gateway, config.shutdownTimeoutMs, signal),
  });
  const port = await http.listen({ host: config.host, port: config.port });
  return { port, services, databaseUrl: database.url };
}

interface DoorParts extends Pick<AppParts, 'config' | 'logger'> {
  readonly databaseUrl: string;
  readonly services: Services;
  readonly gateway: Gateway | null;
  readonly metrics: Metrics;
}

async function openDoor(parts: DoorParts): Promise<HttpServer> {
  const { config, logger, services, gateway, metrics } = parts;
  return createHttpServer({
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    logger,
    version,
    metrics: withGauges(metrics, gateway),
    metricsToken: config.metricsToken,
    askDatabase: () => services.db.query('SELECT 1'),
    console: config.role === 'gateway' ? null : await openConsole(parts),
    gateway: gateway && programRoutes(gateway, usageApiOf(parts)),
  });
}

function usageApiOf({ services, logger }: DoorParts): OpenAiUsageRouteParts {
  const { usagePages, accessTokens } = services;
  return { usagePages, programFromToken: (secret) => accessTokens.actorFromAccessToken(secret), logger };
}

/** What is counted only when somebody looks. */
function withGauges(metrics: Metrics, gateway: Gateway | null): Pick<Metrics, 'text' | 'contentType'> {
  return {
    contentType: metrics.contentType,
    text: () => {
      metrics.streamsOpen.set(gateway?.running.size ?? 0);
      metrics.settlementsPending.set(gateway?.settlements.pending ?? 0);
      return metrics.text();
    },
  };
}

/** Takes no new requests, lets those under way end, and then ends and settles what is left. */
async function stopServing(
  http: HttpServer,
  gateway: Gateway | null,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  http.startDraining();
  const closed = http.close(signal);
  await gateway?.drain(withinMs);
  await closed;
}

async function makeFirstPeople(
  config: Config,
  { accounts }: Services,
  onNewSignIn: AppParts['onNewSignIn'],
): Promise<void> {
  const operator = await ensureFirstOperator(accounts, {
    email: config.operatorEmail ?? DEFAULT_OPERATOR,
    password: config.operatorPassword?.reveal(),
  });
  if (operator) onNewSignIn('operator', operator);
  const demo = config.isDemo ? await ensureDemoMember(accounts, DEMO_MEMBER) : null;
  if (demo) onNewSignIn('demo', demo);
}

import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { DomainError } from '../platform/domainError';
import type { Logger } from '../platform/logger';
import { newUuid } from '../platform/uuid';
import { answerTheRest } from './answerTheRest';
import { boundConnections } from './boundConnections';
import { type ConsoleRouteParts, consoleRoutes } from './consoleRoutes';
import { addDashboard, dashboardBuild, type SendPage } from './dashboard';
import { dropSlowSenders } from './dropSlowSenders';
import { createErrorHandler } from './errorAnswers';
import { type GraphQLRouteParts, graphqlRoutes } from './graphqlRoutes';
import { graphqlStreamRoutes } from './graphqlStreamRoutes';
import { type HealthRouteParts, healthRoutes } from './healthRoutes';
import { type LeakRouteParts, leakRoutes } from './leakRoutes';
import { listenProblem } from './listenProblem';
import { refuseAmbiguousRequests } from './refuseAmbiguousRequests';
import { refuseExpectations, refuseMalformed, refuseTunnels } from './refuseMalformed';
import { securityHeaders } from './securityHeaders';
import { type SignInRouteParts, signInRoutes } from './signInRoutes';
import { type UsageCsvRouteParts, usageCsvRoutes } from './usageCsvRoutes';

/** Everything that people and integrators use. */
export interface Console
  extends Omit<ConsoleRouteParts, 'build'>,
    SignInRouteParts,
    Omit<GraphQLRouteParts, 'logger'>,
    LeakRouteParts,
    Omit<UsageCsvRouteParts, 'logger'> {
  /** The built dashboard; null serves none. */
  readonly dashboardFolder: string | null;
}

export interface HttpServerParts extends Omit<HealthRouteParts, 'isDraining'> {
  readonly publicUrl: string;
  readonly logger: Logger;
  /** Null in the role `gateway`. */
  readonly console: Console | null;
  /** The routes of programs that call models; null in the role `console`. */
  readonly gateway: FastifyPluginAsync | null;
  /** Proxies in front of us whose word about the client's address is taken, as addresses or CIDR ranges. */
  readonly trustedProxies?: readonly string[];
}

/** The one door to this process. */
export interface HttpServer {
  /**
   * @returns the port it listens on, also when any was asked for with 0.
   * @throws Error that says what to do when it cannot listen there.
   */
  listen(at: { readonly host: string; readonly port: number }): Promise<number>;
  /** From here on it calls itself not ready, and ends connections with their answers; it still answers. */
  startDraining(): void;
  /** Takes no more connections and resolves when every request is answered; when the signal fires, cuts the rest. */
  close(signal: AbortSignal): Promise<void>;
}

/** How often connections are looked for that have become idle while the server closes. */
const SWEEP_MS = 50;
const HEALTH = /^\/(livez|readyz|metrics|version)(\?|$)/;
/** Where requests go whose path cannot be read. No route is here. */
const NO_SUCH_PATH = '/malformed-path';

export async function createHttpServer(parts: HttpServerParts): Promise<HttpServer> {
  let isDraining = false;
  let isClosing = false;
  const app = createFastify(parts);
  boundConnections(app.server);
  refuseTunnels(app.server);
  refuseExpectations(app.server);
  app.setErrorHandler(createErrorHandler(parts.logger));
  const headers = [...securityHeaders(parts.publicUrl)];
  // Hooks that every request goes through call back: a promise for each costs more than what they do.
  app.addHook('onRequest', (request, { raw }, done) => {
    // On the raw response and before anything is routed, so that streams and refusals carry them too.
    for (const [name, value] of headers) raw.setHeader(name, value);
    raw.setHeader('x-request-id', request.id);
    if (isDraining) raw.setHeader('connection', 'close');
    done();
  });
  refuseAmbiguousRequests(app);
  dropSlowSenders(app);
  app.addHook('onRequest', (request, _reply, done) => {
    const isLate = isClosing && !HEALTH.test(request.url);
    done(isLate ? new DomainError('UNAVAILABLE', 'This server is stopping.') : undefined);
  });
  await app.register(healthRoutes, { ...parts, isDraining: () => isDraining });
  const sendPage = parts.console === null ? null : await addConsole(app, parts.console, parts.logger);
  if (parts.gateway) await app.register(parts.gateway);
  answerTheRest(app, { sendPage, hasGateway: parts.gateway !== null });
  return {
    listen: async (at) => {
      const listening: Promise<string> = app.listen({ host: at.host, port: at.port });
      await listening.catch((error: unknown) => {
        throw listenProblem(error, at);
      });
      const address = app.server.address();
      return typeof address === 'object' && address !== null ? address.port : at.port;
    },
    startDraining: () => {
      isDraining = true;
    },
    close: (signal) => {
      isDraining = true;
      isClosing = true;
      return closeWithin(app, signal);
    },
  };
}

/**
 * Whoever sends slowly is cut off: 5 s for the headers, 30 s for the whole request, and a body has a least pace. Answers
 * may take any time.
 */
function createFastify({ trustedProxies = [] }: HttpServerParts): FastifyInstance {
  return Fastify({
    logger: false,
    genReqId: newUuid,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: 256 * 1024,
    keepAliveTimeout: 60_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    http: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 5_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      // A missing Host is refused with the other ambiguities, in a form that can be read.
      requireHostHeader: false,
    },
    rewriteUrl: ({ url = '/' }) => (isDecodable(url) ? url : NO_SUCH_PATH),
    clientErrorHandler: refuseMalformed,
    // We refuse them ourselves, in the form that each kind of client reads.
    return503OnClosing: false,
  });
}

/** The framework answers a path with a broken escape before any hook has run: without headers, without an id. */
function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

async function addConsole(app: FastifyInstance, parts: Console, logger: Logger): Promise<SendPage | null> {
  await app.register(graphqlRoutes, { ...parts, logger });
  await app.register(graphqlStreamRoutes, { ...parts, logger });
  await app.register(signInRoutes, parts);
  const build = parts.dashboardFolder === null ? null : dashboardBuild(parts.dashboardFolder);
  await app.register(consoleRoutes, { ...parts, build });
  await app.register(usageCsvRoutes, { ...parts, logger });
  await app.register(leakRoutes, parts);
  return parts.dashboardFolder === null
    ? null
    : addDashboard(app, { ...parts, folder: parts.dashboardFolder });
}

async function closeWithin(app: FastifyInstance, signal: AbortSignal): Promise<void> {
  const cut = () => app.server.closeAllConnections();
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  signal.addEventListener('abort', cut, { once: true });
  if (signal.aborted) cut();
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    signal.removeEventListener('abort', cut);
  }
}

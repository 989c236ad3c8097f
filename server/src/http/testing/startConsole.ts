import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { FastifyPluginAsync } from 'fastify';
import { AccessTokenRepository } from '../../accessTokens/accessToken.repository';
import { AccessTokenResolver } from '../../accessTokens/accessToken.resolver';
import { AccessTokenService } from '../../accessTokens/accessToken.service';
import { ViewerAccessTokenResolver } from '../../accessTokens/viewerAccessToken.resolver';
import { actorFromSession } from '../../accounts/actorFromSession';
import { startAccounts } from '../../accounts/testing/startAccounts';
import { ViewerResolver } from '../../accounts/viewer.resolver';
import { AuditEventRepository } from '../../audit/auditEvent.repository';
import { createInTransaction } from '../../db/inTransaction';
import { buildGraphQLSchema } from '../../graphql/buildGraphQLSchema';
import { createContextFactory, createIdentify } from '../../graphql/context';
import { createQueryCheck } from '../../graphql/queryLimits';
import { RESOLVER_CLASSES, type ResolverInstance } from '../../graphql/resolverClasses';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { Secret } from '../../platform/secret';
import { SecretHasher } from '../../platform/secretHash';
import { newUuid } from '../../platform/uuid';
import { UsageExport } from '../../usage/usageExport';
import { createHttpServer } from '../server';

export const PUBLIC_URL = 'http://127.0.0.1:4000';
export const METRICS_TOKEN = 'a metrics token of the tests';

/** What one test changes of the usual console. */
export interface ConsoleWish {
  readonly publicUrl?: string;
  readonly gateway?: FastifyPluginAsync;
  readonly hasPlayground?: boolean;
  readonly withoutConsole?: true;
  readonly trustedProxies?: readonly string[];
  readonly askDatabase?: () => Promise<unknown>;
}

/** The whole console over a database and a dashboard of its own, listening on a free port. */
export async function startConsole(wish: ConsoleWish = {}) {
  const publicUrl = wish.publicUrl ?? PUBLIC_URL;
  const accounts = await startAccounts({ auth: { publicUrl, signInsPerMinute: 1_000 } });
  const tokens = tokensOn(accounts);
  const logged: string[] = [];
  const logger = createLogger({ level: 'debug', nodeName: 'test' }, { write: (line) => logged.push(line) });
  const dashboardFolder = makeDashboard();
  const schema = await buildGraphQLSchema(resolversOf(accounts, tokens));
  const identify = createIdentify({
    hasSessionCookie: accounts.auth.hasSessionCookie,
    memberFromCookie: (headers) => actorFromSession(accounts.auth, accounts.accounts, headers),
    programFromToken: (secret) => tokens.actorFromAccessToken(secret),
  });
  const checkQuery = createQueryCheck(schema);
  const createContext = createContextFactory({ checkQuery, identify, makeLoaders: () => ({}) });
  const { auth } = accounts;
  const texts = {
    brandName: 'AI Marketplace',
    contactUrl: 'https://example.com/contact',
    plansUrl: null,
    hasPlayground: wish.hasPlayground ?? true,
    publicUrl,
  };
  const server = await createHttpServer({
    publicUrl,
    trustedProxies: wish.trustedProxies ?? [],
    logger,
    version: '1.2.3',
    askDatabase: wish.askDatabase ?? (() => accounts.db.query('SELECT 1')),
    metrics: createMetrics(),
    metricsToken: new Secret(METRICS_TOKEN),
    console: wish.withoutConsole
      ? null
      : {
          ...texts,
          schema,
          identify,
          createContext,
          auth,
          hasSessionCookie: auth.hasSessionCookie,
          usageExport: NO_USAGE_EXPORT,
          ...NO_LEAKS,
          dashboardFolder,
        },
    gateway: wish.gateway ?? null,
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  const stop = async () => {
    await server.close(AbortSignal.timeout(5_000));
    await accounts.stop();
    rmSync(dashboardFolder, { recursive: true });
  };
  return { ...accounts, tokens, server, port, url: `http://127.0.0.1:${port}`, logged, stop };
}

function tokensOn({ db }: Awaited<ReturnType<typeof startAccounts>>): AccessTokenService {
  return new AccessTokenService({
    tokens: new AccessTokenRepository(db.manager),
    inTransaction: createInTransaction(db, (transaction) => ({
      tokens: new AccessTokenRepository(transaction),
      audit: new AuditEventRepository(transaction),
    })),
    hasher: new SecretHasher(['a pepper of the tests, 32 characters and more']),
    brand: 'aim',
    now: () => new Date(),
    newId: newUuid,
  });
}

/** Nothing is reported here. */
const NO_LEAKS = {
  keyPrefix: 'aim',
  leakReceiver: { receive: async () => [] },
  githubAlerts: { receive: async () => [] },
};

/** There is no usage here. */
const NO_USAGE_EXPORT: UsageExport = Object.create(UsageExport.prototype);

/** Resolvers of accounts and tokens work; those of other features are there, and any question to them fails. */
function resolversOf(
  { accounts }: Awaited<ReturnType<typeof startAccounts>>,
  tokens: AccessTokenService,
): ResolverInstance[] {
  const working: ResolverInstance[] = [
    new ViewerResolver(accounts, { apiKeyLimit: 50, apiKeyMaxLifetimeDays: null }),
    new AccessTokenResolver(tokens),
    new ViewerAccessTokenResolver(tokens),
  ];
  const others = RESOLVER_CLASSES.filter(
    (resolver) => !working.some((instance) => instance instanceof resolver),
  );
  return [...working, ...others.map((resolver) => Object.create(resolver.prototype) as ResolverInstance)];
}

function makeDashboard(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keymeter-dashboard-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(
    path.join(folder, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__"><meta name="build" content="__BUILD__"><div id="root">',
  );
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(folder, 'assets', 'main-abc123.js'), 'export {};');
  writeFileSync(path.join(folder, 'assets', 'main-abc123.js.br'), brotliCompressSync('export {};'));
  return folder;
}

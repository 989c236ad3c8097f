import { timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { DomainError } from '../platform/domainError';
import type { Metrics } from '../platform/metrics';
import type { Secret } from '../platform/secret';
import { withinDeadline } from './withinDeadline';

export interface HealthRouteParts {
  readonly version: string;
  /** Resolves when the database answers. */
  readonly askDatabase: () => Promise<unknown>;
  readonly isDraining: () => boolean;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Null: metrics are open to whoever reaches the port. */
  readonly metricsToken: Secret | null;
}

/** How long the database may take to answer before this process calls itself not ready. */
const READY_WITHIN_MS = 1_000;

/** `/livez`: the process runs. `/readyz`: it can do its work and means to go on. `/version`, `/metrics`. */
export const healthRoutes: FastifyPluginAsync<HealthRouteParts> = async (app, parts) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/version', async () => ({ version: parts.version }));
  app.get('/readyz', async (_request, reply) => {
    const reason = await whyNotReady(parts);
    return reason === null ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable', reason });
  });
  app.get('/metrics', async (request, reply) => {
    refuseWithoutToken(request.headers.authorization, parts.metricsToken);
    return reply.type(parts.metrics.contentType).send(await parts.metrics.text());
  });
};

async function whyNotReady(parts: HealthRouteParts): Promise<'draining' | 'database' | null> {
  if (parts.isDraining()) return 'draining';
  try {
    await withinDeadline(parts.askDatabase(), READY_WITHIN_MS);
    return null;
  } catch {
    return 'database';
  }
}

function refuseWithoutToken(authorization: string | undefined, token: Secret | null): void {
  if (token === null) return;
  const expected = Buffer.from(`Bearer ${token.reveal()}`);
  const given = Buffer.from(authorization ?? '');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new DomainError('UNAUTHENTICATED', 'Send the metrics token as "Authorization: Bearer …".');
}

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Identify } from '../graphql/context';
import type { Logger } from '../platform/logger';
import { requireActor } from '../platform/requestContext';
import type { ExportedFile, UsageExport } from '../usage/usageExport';
import { OpenStreams } from './openStreams';
import { readUsageQuery } from './readUsageQuery';
import { type CookieParts, refuseForeignPage } from './refuseForeignRequests';
import { writeStream } from './writeStream';

export interface UsageCsvRouteParts extends CookieParts {
  readonly identify: Identify;
  readonly usageExport: UsageExport;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Each holds a connection to the database while it lasts. */
const LIMITS = { what: 'exports', perNode: 4, perAccount: 2 };
/** A client that reads slower than this holds up what the database wants to clear away. */
const WITHIN_MS = 15 * 60_000;

/**
 * `GET /usage.csv`: any usage question as a file. The fields of UsageInput are query parameters, lists are written with
 * commas, and `format` is `csv` or `focus`. Takes a session cookie or an access token with USAGE_READ.
 *
 * Answers 200 with the file, named after its days and zone, or `{"error": {code, message, field?}}`: 400 INVALID_INPUT,
 * also for more than a million rows; 401, 403; 429 when 2 exports of the account or 4 of this process are under way; 503.
 * When something fails after the first byte the connection is cut, so that half a file never looks like a whole one.
 */
export const usageCsvRoutes: FastifyPluginAsync<UsageCsvRouteParts> = async (app, parts) => {
  const exports = new OpenStreams(LIMITS);
  app.get('/usage.csv', { exposeHeadRoute: false }, async (request, reply) => {
    refuseForeignPage(request, parts);
    const actor = await parts.identify({
      requestId: request.id,
      headers: request.headers,
      address: request.ip,
    });
    const { accountId } = requireActor({ requestId: request.id, actor }, 'USAGE_READ');
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(WITHIN_MS)]);
    reply.raw.once('close', () => gone.abort());
    const exported = { accountId, end: () => gone.abort() };
    exports.add(exported);
    try {
      const file = await parts.usageExport.open(
        requireActor({ requestId: request.id, actor }, 'USAGE_READ'),
        readUsageQuery(request.query),
        signal,
      );
      await send(request, reply, { file, signal, logger: parts.logger });
    } finally {
      exports.remove(exported);
    }
    return reply;
  });
};

interface Sending extends Pick<UsageCsvRouteParts, 'logger'> {
  readonly file: ExportedFile;
  readonly signal: AbortSignal;
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, signal, logger }: Sending,
): Promise<void> {
  const { raw } = reply;
  reply.hijack();
  const cut = (): void => void raw.destroy();
  signal.addEventListener('abort', cut, { once: true });
  try {
    raw.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'no-store',
    });
    await writeStream(raw, file.chunks);
    raw.end();
  } catch (error) {
    if (!raw.destroyed) logger.warn({ err: error, requestId: request.id }, 'An export was cut off.');
    raw.destroy();
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

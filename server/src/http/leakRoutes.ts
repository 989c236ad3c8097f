import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type GithubAlerts, KEY_ID_HEADER, SIGNATURE_HEADER } from '../leaks/githubAlerts';
import type { LeakReceiver } from '../leaks/leakReceiver';
import { readLeakReport } from '../leaks/leakReport';
import { DomainError, invalidInput } from '../platform/domainError';

export interface LeakRouteParts {
  readonly leakReceiver: Pick<LeakReceiver, 'receive'>;
  readonly githubAlerts: Pick<GithubAlerts, 'receive'>;
}

/** One report; an alert holds many matches. */
const REPORT_BYTES = 16 * 1024;
const ALERT_BYTES = 10 * 1024 * 1024;
/** Nobody is known here: what strangers can make us hold and do at once is bounded for each route by itself. */
const AT_ONCE = 16;

/**
 * Where leaked secrets are reported: API keys of this installation are disabled for good, access tokens are revoked, from
 * the answer on. `POST /leaks/report` takes `{"token", "url"}` from anybody who holds a secret and answers `{"label"}`,
 * true_positive when it is or was one of ours, else false_positive. `POST /leaks/github` takes the signed alerts of
 * GitHub's secret scanning partner program and answers with its feedback, `[{"token_hash", "token_type", "label"}]`.
 *
 * Refusals are `{"error": {code, message, field?}}`: 400 INVALID_INPUT, also for a wrong signature; 413; 415; 429 when 16
 * are under way; 503 when GitHub's keys or the database cannot be had. Then the same may be sent again.
 */
export const leakRoutes: FastifyPluginAsync<LeakRouteParts> = async (app, parts) => {
  app.removeAllContentTypeParsers();
  // A signature is over the bytes as they came.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    '/leaks/report',
    { bodyLimit: REPORT_BYTES, onRequest: boundedAtOnce() },
    async (request, reply) => {
      const [label] = await parts.leakReceiver.receive([readLeakReport(parse(bodyOf(request)))]);
      return send(reply, { label });
    },
  );
  app.post(
    '/leaks/github',
    { bodyLimit: ALERT_BYTES, onRequest: boundedAtOnce() },
    async (request, reply) => {
      const keyId = headerOf(request, KEY_ID_HEADER);
      const signature = headerOf(request, SIGNATURE_HEADER);
      return send(reply, await parts.githubAlerts.receive({ keyId, signature, body: bodyOf(request) }));
    },
  );
};

function boundedAtOnce() {
  let underWay = 0;
  return (_request: FastifyRequest, { raw }: FastifyReply, done: (error?: Error) => void): void => {
    if (underWay >= AT_ONCE) {
      done(new DomainError('RATE_LIMITED', 'Too many reports at once. Try again in a second.'));
      return;
    }
    underWay += 1;
    raw.once('close', () => {
      underWay -= 1;
    });
    done();
  };
}

function send(reply: FastifyReply, answer: object): FastifyReply {
  return reply.header('cache-control', 'no-store').send(answer);
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidInput('body', 'Send JSON: an object with token and, if you know it, url.');
  }
}

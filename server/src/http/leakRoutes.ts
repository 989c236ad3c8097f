import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import {
  type AlertSignature,
  type GithubAlerts,
  KEY_ID_HEADER,
  readAlertSignature,
  SIGNATURE_HEADER,
} from '../leaks/githubAlerts';
import type { LeakReceiver } from '../leaks/leakReceiver';
import { readReportBody } from '../leaks/reportBody';
import { DomainError, invalidInput } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import { senderOf } from './senderOf';

export interface LeakRouteParts {
  /** What secrets of this installation begin with. */
  readonly keyPrefix: string;
  readonly leakReceiver: Pick<LeakReceiver, 'receive'>;
  readonly githubAlerts: Pick<GithubAlerts, 'receive'>;
}

/** One report; an alert holds many matches. */
const REPORT_BYTES = 16 * 1024;
const ALERT_BYTES = 10 * 1024 * 1024;
/**
 * Nobody is known here: what strangers can make us hold and do at once is bounded, of all and of one address. Reports ask the
 * database, whose connections are everybody's.
 */
const REPORTS_AT_ONCE = { ofAll: 4, ofAddress: 2 };
const ALERTS_AT_ONCE = { ofAll: 16, ofAddress: 4 };

/**
 * Where leaked secrets are reported: API keys of this installation are disabled for good, access tokens are revoked, from
 * the answer on. `POST /leaks/report` takes `{"token", "url"}` from anybody who holds a secret and answers `{"label"}`,
 * true_positive when one in it is or was ours, else false_positive. `POST /leaks/github` takes the signed alerts of
 * GitHub's secret scanning partner program and answers with its feedback, `[{"token_hash", "token_type", "label"}]`.
 *
 * Refusals are `{"error": {code, message, field?}}`: 400 INVALID_INPUT, also for a wrong signature; 413; 415; 429 with
 * retry-after when too many are under way, 4 reports or 16 alerts, 2 or 4 of one address; 503 with retry-after when GitHub's
 * keys or the database cannot be had. Then the same may be sent again.
 */
export const leakRoutes: FastifyPluginAsync<LeakRouteParts> = async (app, parts) => {
  app.removeAllContentTypeParsers();
  // A signature is over the bytes as they came.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(
    '/leaks/report',
    { bodyLimit: REPORT_BYTES, onRequest: boundedAtOnce(REPORTS_AT_ONCE) },
    async (request, reply) => {
      const reports = readReportBody(parse(bodyOf(request)), parts.keyPrefix);
      const labels = await whileDatabaseIsThere(parts.leakReceiver.receive(reports));
      return send(reply, { label: labels.find((label) => label === 'true_positive') ?? 'false_positive' });
    },
  );
  app.post(
    '/leaks/github',
    { bodyLimit: ALERT_BYTES, onRequest: [refuseUnsigned, boundedAtOnce(ALERTS_AT_ONCE)] },
    async (request, reply) => {
      const alert = { ...signatureOf(request), body: bodyOf(request) };
      return send(reply, await whileDatabaseIsThere(parts.githubAlerts.receive(alert)));
    },
  );
};

type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void;

/** Before a byte of the body is taken. */
const refuseUnsigned: Hook = (request, _reply, done) => {
  try {
    signatureOf(request);
    done();
  } catch (error) {
    done(error as Error);
  }
};

function boundedAtOnce(most: { readonly ofAll: number; readonly ofAddress: number }): Hook {
  const underWay = new Map<string, number>();
  let all = 0;
  const count = (address: string, more: 1 | -1): void => {
    const now = (underWay.get(address) ?? 0) + more;
    all += more;
    if (now > 0) underWay.set(address, now);
    else underWay.delete(address);
  };
  return ({ ip }, { raw }, done) => {
    const sender = senderOf(ip);
    if (all >= most.ofAll || (underWay.get(sender) ?? 0) >= most.ofAddress) {
      done(new DomainError('RATE_LIMITED', 'Too many reports at once. Try again in a second.'));
      return;
    }
    count(sender, 1);
    raw.once('close', () => count(sender, -1));
    done();
  };
}

async function whileDatabaseIsThere<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new DomainError(
      'UNAVAILABLE',
      'The report could not be looked up. Send it again in a second.',
      {},
      {
        cause: error,
      },
    );
  }
}

function send(reply: FastifyReply, answer: object): FastifyReply {
  return reply.header('cache-control', 'no-store').send(answer);
}

function signatureOf(request: FastifyRequest): AlertSignature {
  return readAlertSignature(headerOf(request, KEY_ID_HEADER), headerOf(request, SIGNATURE_HEADER));
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

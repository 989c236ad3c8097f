import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy, playgroundSecurityPolicy } from './contentSecurityPolicy';

const NONCE_PLACE = '__CSP_NONCE__';
const BUILD_PLACE = '__BUILD__';
/** Paths of programs: what is missing there is told to a program. */
const NOT_PAGES = /^\/(api|assets|graphql|leaks|metrics|usage\.csv|v1)(\/|$)/;

/** The only page whose policy is wider; it is therefore always loaded anew, never come to from another page. */
const PLAYGROUND = '/playground';

/** Answers a request for one of the dashboard's pages; false when it is none. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | false;

export interface DashboardParts {
  /** Where the built dashboard is. */
  readonly folder: string;
  readonly hasPlayground: boolean;
}

/**
 * Which build of the dashboard lies in a folder: 12 hex digits that differ whenever any of its scripts or styles does,
 * because the page names them by their hashes. Pages carry it, `/config.json` tells it: an open page learns that it is an old one.
 *
 * @throws Error when the folder holds no index.html: the dashboard was not built.
 */
export function dashboardBuild(folder: string): string {
  return createHash('sha256').update(readPage(folder)).digest('hex').slice(0, 12);
}

function readPage(folder: string): string {
  return readFileSync(path.join(folder, 'index.html'), 'utf8');
}

/**
 * Serves the built dashboard from its folder. Files with a hash in their name are kept by browsers for a year, pages
 * not at all.
 *
 * @throws Error when the folder holds no index.html: the dashboard was not built.
 */
export async function addDashboard(
  app: FastifyInstance,
  { folder, hasPlayground }: DashboardParts,
): Promise<SendPage> {
  const page = readPage(folder).replaceAll(BUILD_PLACE, dashboardBuild(folder));
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    globIgnore: ['index.html'],
    cacheControl: false,
    // The build puts them there: brotli first, then gzip, and the file itself for who takes neither.
    preCompressed: true,
    setHeaders: (response, file) => {
      const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.setHeader('vary', 'accept-encoding');
    },
  });
  return (request, reply) =>
    isForPage(request) &&
    (hasPlayground && pathOf(request) === PLAYGROUND ? sendPlayground(reply, page) : sendPage(reply, page));
}

/** Any address may be a page: the dashboard's own router decides. */
function isForPage(request: FastifyRequest): boolean {
  const { method, headers } = request;
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    !NOT_PAGES.test(pathOf(request))
  );
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '';
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return sendHtml(reply, page.replaceAll(NONCE_PLACE, nonce), contentSecurityPolicy(nonce));
}

/** Without a nonce: where one is allowed, browsers do not heed 'unsafe-inline'. */
function sendPlayground(reply: FastifyReply, page: string): FastifyReply {
  return sendHtml(reply, page.replaceAll(NONCE_PLACE, ''), playgroundSecurityPolicy());
}

function sendHtml(reply: FastifyReply, page: string, policy: string): FastifyReply {
  return reply
    .code(200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policy)
    .send(page);
}

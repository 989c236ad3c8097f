import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from '../accounts/auth';
import { CLIENT_ADDRESS_HEADER } from '../accounts/authOptions';
import { AUTH_BASE_PATH, AUTH_ROUTES } from '../accounts/authRoutes';

export interface SignInRouteParts {
  readonly auth: Auth;
  readonly publicUrl: string;
}

/** A name, an address and a password have a tenth of this. */
const BODY_BYTES = 16 * 1024;
/** All that signing in has to know of a request. What a client says of its own address is not among them. */
const HEADERS_PASSED_ON = [
  'content-type',
  'cookie',
  'origin',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/** What we offer below `/api/auth`. Register it in a scope of its own. */
export const signInRoutes: FastifyPluginAsync<SignInRouteParts> = async (app, { auth, publicUrl }) => {
  app.removeContentTypeParser('text/plain');
  for (const { method, path } of AUTH_ROUTES) {
    app.route({
      method,
      url: AUTH_BASE_PATH + path,
      bodyLimit: BODY_BYTES,
      exposeHeadRoute: false,
      handler: async (request, reply) =>
        sendResponse(reply, await auth.handle(webRequest(request, publicUrl))),
    });
  }
};

function webRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: request.ip });
  for (const name of HEADERS_PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = new URL(request.url, publicUrl);
  // Read once here, within its bound, so that the library never sees what is no JSON.
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  return new Request(url, { method: request.method, headers, ...body });
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  // The library has logged the cause; its words stay here.
  if (response.status >= 500 && response.status !== 503)
    throw new Error(`Signing in failed: ${response.status}.`);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
  }
  const retryAfter = response.headers.get('x-retry-after');
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.header('cache-control', 'no-store');
  return reply.code(response.status).send(withoutToken(await response.text()));
}

/** The library puts the session's token into bodies too. It belongs in the cookie, which no script can read. */
function withoutToken(body: string): string {
  return body.includes('"token"')
    ? JSON.stringify(JSON.parse(body, (name, value: unknown) => (name === 'token' ? undefined : value)))
    : body;
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  brokenBody,
  brokenStream,
  type DemoBehaviour,
  isDemoBehaviour,
  withBehaviour,
} from './demoBehaviour';
import { type DemoCall, type DemoOptions, msPerToken, startAnswer } from './demoCall';
import { answerCompletion } from './demoCompletion';
import { answerEmbeddings } from './demoEmbeddings';
import { DemoRefusal } from './demoRefusal';
import { demoReply } from './demoReply';
import { parseDemoBody, readDemoRequest } from './demoRequest';
import { answerRerank } from './demoRerank';
import { answerResponse } from './demoResponse';
import { type DemoPlan, exactUsage } from './demoScript';
import { playScript } from './playScript';

/** As much as the gateway itself takes, and some room for what it adds. */
const MAX_BODY_BYTES = 21_000_000;

/** Answers one request of the demo upstream. Never throws. */
export async function demoHandler(
  request: IncomingMessage,
  response: ServerResponse,
  options: DemoOptions,
): Promise<void> {
  try {
    const text = await readBody(request);
    const path = request.url?.replace(/^\/v1(?=\/)/, '') ?? '';
    const route = request.method === 'POST' && Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
    if (!route) throw new DemoRefusal(404, 'There is nothing at this address.', null);
    const named = String(request.headers['x-demo-behaviour'] ?? '');
    const behaviour = isDemoBehaviour(named) ? named : null;
    const body = parseDemoBody(text);
    if (behaviour && failsAtOnce(behaviour, response)) return;
    await route({ body, behaviour, response, options });
  } catch (error) {
    if (error instanceof DemoRefusal && !response.headersSent) refuse(response, error);
    else response.destroy();
  }
}

const ROUTES: Readonly<Record<string, (call: DemoCall) => Promise<void>>> = {
  '/chat/completions': answerChat,
  '/completions': answerCompletion,
  '/responses': answerResponse,
  '/embeddings': answerEmbeddings,
  '/rerank': answerRerank,
};

async function answerChat({ body, behaviour, response, options }: DemoCall): Promise<void> {
  const request = readDemoRequest(body);
  const reply = await demoReply(request, options.countTokens);
  const plan: DemoPlan = {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    request,
    reply,
    msPerToken: msPerToken(options),
    usages: [exactUsage(reply)],
  };
  startAnswer(response, request.isStream);
  const script = request.isStream ? brokenStream : brokenBody;
  await playScript(script(withBehaviour(plan, behaviour), behaviour), response);
}

/** The behaviours without any answer, or with a wrong one. False for all others. */
function failsAtOnce(behaviour: DemoBehaviour, response: ServerResponse): boolean {
  switch (behaviour) {
    case 'refuse':
      response.socket?.end();
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'hang':
      return true;
    case 'status-429':
      response.setHeader('retry-after', '7');
      refuse(
        response,
        new DemoRefusal(
          429,
          'Rate limit reached in organization org-demo12345.',
          null,
          'rate_limit_exceeded',
        ),
      );
      return true;
    case 'status-500':
      refuse(response, new DemoRefusal(500, 'The server org-demo12345 had an error.', null));
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
      return true;
    default:
      return false;
  }
}

function refuse(response: ServerResponse, { status, message, param, code }: DemoRefusal): void {
  const type = status < 500 ? 'invalid_request_error' : 'server_error';
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type, param, code } }));
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) reject(new DemoRefusal(413, 'The body is too large.', null));
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

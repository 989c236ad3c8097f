import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoBehaviour } from '../demo/demoBehaviour';
import { demoHandler } from '../demo/demoHandler';
import { DEMO_MODELS } from '../demo/demoModels';
import { countTokens } from '../gateway/metering/countTokens';
import type { UpstreamConfig, UpstreamTimeouts } from '../gateway/upstreams/upstream';
import { Secret } from '../platform/secret';

/** One request as the upstream saw it. */
export interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  /** Complete once the upstream has begun to answer. */
  readonly body: () => string;
  /** True until the answer is complete or the connection is closed. */
  readonly isOpen: () => boolean;
  /** What was written to the connection of this request so far, all its answers together. */
  readonly sentBytes: () => number;
}

export interface FakeUpstreamOptions {
  /** 0, the default, answers as fast as it is read. */
  readonly tokensPerSecond?: number;
}

/** What an upstream should keep to itself: the gateway must never pass it on. */
export const ACCOUNT_HEADERS = {
  'set-cookie': '__cf_bm=upstream-cookie; path=/',
  server: 'cloudflare-upstream',
  'openai-organization': 'org-upstream12345',
  'x-request-id': 'req_upstream12345',
  'cf-ray': 'upstream-ray',
  'x-ratelimit-remaining-tokens': '31337',
} as const;

/** The demo upstream, told by a header how to misbehave, that remembers what it was sent. */
export class FakeUpstream {
  readonly requests: SeenRequest[] = [];
  private readonly server: Server;

  private constructor(
    readonly baseUrl: string,
    server: Server,
  ) {
    this.server = server;
  }

  static async start({ tokensPerSecond = 0 }: FakeUpstreamOptions = {}): Promise<FakeUpstream> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    const upstream = new FakeUpstream(`http://127.0.0.1:${port}/v1`, server);
    server.on('request', (request, response) => {
      upstream.requests.push(remember(request, response));
      for (const [name, value] of Object.entries(ACCOUNT_HEADERS)) response.setHeader(name, value);
      void demoHandler(request, response, { countTokens, tokensPerSecond });
    });
    return upstream;
  }

  /** How the gateway reaches it: all demo models, each under the name the upstream knows. */
  config(behaviour: DemoBehaviour | null = null, timeouts?: UpstreamTimeouts): UpstreamConfig {
    return {
      name: 'fake',
      kind: 'openai',
      baseUrl: this.baseUrl,
      apiKey: new Secret('upstream-secret-1234567890'),
      headers: behaviour ? { 'x-demo-behaviour': behaviour } : {},
      models: DEMO_MODELS.map(({ id }) => ({ id, upstreamModel: id })),
      ...(timeouts ? { timeouts } : {}),
    };
  }

  /** The request seen last. */
  get last(): SeenRequest {
    const request = this.requests.at(-1);
    if (!request) throw new Error('The upstream has seen no request.');
    return request;
  }

  /** Requests whose answer is neither complete nor given up. */
  get openCount(): number {
    return this.requests.filter(({ isOpen }) => isOpen()).length;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}

function remember(request: IncomingMessage, response: ServerResponse): SeenRequest {
  const chunks: Buffer[] = [];
  let isOpen = true;
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('close', () => {
    isOpen = false;
  });
  return {
    headers: request.headers,
    path: request.url ?? '',
    body: () => Buffer.concat(chunks).toString('utf8'),
    isOpen: () => isOpen,
    sentBytes: () => request.socket.bytesWritten,
  };
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoHandler } from './demoHandler';
import type { CountTokens } from './demoReply';

/** About as fast as a real model of middle size. */
const NATURAL_TOKENS_PER_SECOND = 45;

export interface DemoUpstreamOptions {
  readonly countTokens: CountTokens;
  /** 0 answers as fast as it is read; 45 when not given. */
  readonly tokensPerSecond?: number;
}

/**
 * A provider of its own in this process: it speaks OpenAI's routes for texts, vectors and rankings on loopback, so that the whole product can
 * be tried without any provider's key. Everything else treats it like any upstream.
 */
export class DemoUpstream {
  private readonly server: Server;

  constructor({ countTokens, tokensPerSecond = NATURAL_TOKENS_PER_SECOND }: DemoUpstreamOptions) {
    const options = { countTokens, tokensPerSecond };
    this.server = createServer((request, response) => void demoHandler(request, response, options));
  }

  /** Listens on a free port of 127.0.0.1 and resolves with the address for the upstream's configuration. */
  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', resolve);
    });
    // A server that listens on a port has such an address.
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** Ends every connection, also those with answers under way. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}

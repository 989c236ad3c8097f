import type { Pool } from 'undici';
import { DEFAULT_UPSTREAM_TIMEOUTS } from '../../platform/configUpstreamSchema';
import type {
  Exchange,
  Upstream,
  UpstreamConfig,
  UpstreamKind,
  UpstreamRequest,
  UpstreamTimeouts,
} from './upstream';
import { UpstreamExchange } from './upstreamExchange';
import { openUpstreamPool } from './upstreamPool';

/** The version of Anthropic's protocol that the gateway speaks and reads. */
const ANTHROPIC_VERSION = '2023-06-01';

/** How each kind is told who asks. */
const CREDENTIALS: Readonly<Record<UpstreamKind, (apiKey: string | null) => Record<string, string>>> = {
  openai: (apiKey) => (apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  anthropic: (apiKey) => ({
    'anthropic-version': ANTHROPIC_VERSION,
    ...(apiKey === null ? {} : { 'x-api-key': apiKey }),
  }),
};

/** A server that answers over HTTP: OpenAI, vLLM and most others speak the one protocol, Anthropic the other. */
export class HttpUpstream implements Upstream {
  readonly name: string;
  readonly kind: UpstreamKind;
  private readonly pool: Pool;
  private readonly basePath: string;
  private readonly timeouts: UpstreamTimeouts;

  constructor(private readonly config: UpstreamConfig) {
    const url = new URL(config.baseUrl);
    this.name = config.name;
    this.kind = config.kind;
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.timeouts = config.timeouts ?? DEFAULT_UPSTREAM_TIMEOUTS;
    this.pool = openUpstreamPool(url.origin, this.timeouts.connectMs);
  }

  /** Redirects are not followed: the key and the prompt go where the operator said, and nowhere else. */
  send(request: UpstreamRequest): Exchange {
    const exchange = new UpstreamExchange(this.timeouts, request.signal, this.config.apiKey);
    const { path, body } = request;
    this.pool.dispatch(
      { method: 'POST', path: this.basePath + path, headers: this.headersFor(request), body },
      exchange,
    );
    return exchange;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  /** All that goes up. None of it comes from the client. */
  private headersFor(request: UpstreamRequest): Record<string, string> {
    const { apiKey, headers } = this.config;
    return {
      'content-type': 'application/json',
      accept: request.wantsStream ? 'text/event-stream' : 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'keymeter',
      'x-request-id': request.requestId,
      ...CREDENTIALS[this.kind](apiKey?.reveal() ?? null),
      ...headers,
    };
  }
}

import { looksLikeApiKey, makeApiKeySecret } from '../../apiKeys/apiKeySecret';
import type { DemoBehaviour } from '../../demo/demoBehaviour';
import { DEMO_MODELS } from '../../demo/demoModels';
import { CountPrompt } from '../../gateway/countPrompt';
import { DescribeKey } from '../../gateway/describeKey';
import { ListModels } from '../../gateway/listModels';
import { ModelCalls } from '../../gateway/modelCalls';
import { RequestSlots } from '../../gateway/requestSlots';
import { RunningStreams } from '../../gateway/runningStreams';
import { MemoryLedger } from '../../gateway/testing/memoryLedger';
import { HttpUpstream } from '../../gateway/upstreams/httpUpstream';
import type { UpstreamConfig, UpstreamTimeouts } from '../../gateway/upstreams/upstream';
import { UpstreamRouter } from '../../gateway/upstreams/upstreamRouter';
import type { GatewayLimits } from '../../platform/config';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { configOf } from '../../platform/testing/configOf';
import { FakeUpstream } from '../../test/fakeUpstream';
import { gatewayRoutes } from '../gatewayRoutes';
import { createHttpServer, type HttpServer } from '../server';

export interface TestGatewayOptions {
  readonly behaviour?: DemoBehaviour;
  readonly timeouts?: Partial<UpstreamTimeouts>;
  readonly limits?: Partial<GatewayLimits>;
  readonly tokensPerSecond?: number;
  /** How a second upstream of the same models behaves; without it there is one only. */
  readonly second?: DemoBehaviour | 'well';
  /** Changes what the gateway is told about its upstream. */
  readonly configure?: (config: UpstreamConfig) => UpstreamConfig;
}

const TIMEOUTS: UpstreamTimeouts = {
  connectMs: 5_000,
  firstByteMs: 5_000,
  silenceMs: 5_000,
  totalMs: 20_000,
};

const LIMITS = configOf({}).gatewayLimits;

/** The gateway behind the real door, with a demo upstream behind it and a ledger in memory. */
export class TestGateway {
  port = 0;
  isLeaseValid = true;
  private server: HttpServer | null = null;
  readonly faults: unknown[] = [];
  readonly upstreamErrors: Error[] = [];
  readonly secret = makeApiKeySecret('aim');
  readonly running = new RunningStreams();
  readonly ledger = new MemoryLedger([...DEMO_MODELS.map(({ id }) => id), 'nowhere/served']);
  readonly apiKeyId = this.ledger.addKey(this.secret);

  private constructor(
    readonly upstream: FakeUpstream,
    /** The one that is asked next when the first fails, if there is one. */
    readonly second: FakeUpstream | null,
    private readonly pools: readonly HttpUpstream[],
    readonly slots: RequestSlots,
  ) {}

  static async start(options: TestGatewayOptions = {}): Promise<TestGateway> {
    const upstream = await FakeUpstream.start({ tokensPerSecond: options.tokensPerSecond ?? 0 });
    const timeouts = { ...TIMEOUTS, ...options.timeouts };
    const config = upstream.config(options.behaviour ?? null, timeouts);
    const second = options.second ? await FakeUpstream.start() : null;
    const behaviour = options.second === 'well' || !options.second ? null : options.second;
    const others = second ? [{ ...second.config(behaviour, timeouts), name: 'second' }] : [];
    const configs = [options.configure?.(config) ?? config, ...others];
    const pools = configs.map((each) => new HttpUpstream(each));
    const limits = { ...LIMITS, ...options.limits };
    const slots = new RequestSlots({ ...limits, maxBodyBytes: limits.maxBodyBytesInAll });
    const gateway = new TestGateway(upstream, second, pools, slots);
    // The first one has its turn first.
    const router = new UpstreamRouter(pools.map((pool) => ({ upstream: pool, models: config.models })));
    await gateway.listen(router, limits);
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A POST of a chat completion, without any client library. */
  async chat(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.post('/v1/chat/completions', body, headers);
  }

  /** A POST to any route. */
  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.secret}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async close(): Promise<void> {
    await this.server?.close(AbortSignal.abort());
    await Promise.all(this.pools.map((pool) => pool.close()));
    await this.upstream.close();
    await this.second?.close();
  }

  private async listen(router: UpstreamRouter, limits: GatewayLimits): Promise<void> {
    const { ledger, running } = this;
    const log = {
      upstreamFailed: ({ error }: { error: Error }) => void this.upstreamErrors.push(error),
      fault: ({ error }: { error: unknown }) => void this.faults.push(error),
    };
    const known = (secret: string) => looksLikeApiKey(secret, 'aim');
    const modelCalls = new ModelCalls({
      looksLikeApiKey: known,
      admit: ledger.admit,
      settle: ledger.settle,
      router,
      running,
      lease: { isValid: () => this.isLeaseValid },
      log,
      observer: { refused: () => {}, settled: () => {} },
      noteClient: () => {},
      costOf: async () => '0.000123',
      nowMs: () => performance.now(),
    });
    const listModels = new ListModels({ looksLikeApiKey: known, ...ledger });
    const countPrompt = new CountPrompt({
      listModels,
      router,
      running,
      lease: { isValid: () => this.isLeaseValid },
      log,
    });
    const options = {
      countPrompt,
      slots: this.slots,
      modelCalls,
      listModels,
      describeKey: new DescribeKey({ looksLikeApiKey: known, ...ledger }),
      looksLikeApiKey: (secret: string) => looksLikeApiKey(secret, 'aim'),
      log,
      limits,
    };
    this.server = await createHttpServer({
      publicUrl: 'http://127.0.0.1:4000',
      logger: createLogger({ level: 'silent', nodeName: 'test' }),
      version: '1.2.3',
      metrics: createMetrics(),
      metricsToken: null,
      askDatabase: async () => {},
      trustedProxies: ['127.0.0.1'],
      console: null,
      gateway: (app) => gatewayRoutes(app, options),
    });
    this.port = await this.server.listen({ host: '127.0.0.1', port: 0 });
  }
}

/** What `question` comes to: 8 of role and text, 3 around the message, 3 before the answer. */
export const PROMPT_TOKENS = 14;

/** The least a chat completion needs. */
export function question(extra: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    model: 'demo/quick',
    messages: [{ role: 'user', content: 'How do rivers find the sea?' }],
    ...extra,
  };
}

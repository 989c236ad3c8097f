import { ModelCalls, type ModelCallsParts } from '../modelCalls';
import { chatProtocol } from '../openai/chatProtocol';
import { RunningStreams } from '../runningStreams';
import type { Upstream } from '../upstreams/upstream';
import { UpstreamRouter } from '../upstreams/upstreamRouter';
import { MemoryAnswer } from './memoryAnswer';
import { MemoryLedger } from './memoryLedger';

const SECRET = `aim_sk_${'k'.repeat(49)}`;

/** Calls with nothing real around them. */
export class CallsInMemory {
  isLeaseValid = true;
  readonly faults: unknown[] = [];
  readonly running = new RunningStreams();
  readonly ledger = new MemoryLedger(['meta/llama', 'nowhere/served']);
  readonly apiKeyId = this.ledger.addKey(SECRET);
  private readonly calls: ModelCalls;

  constructor(upstream: Upstream, changes: Partial<ModelCallsParts> = {}) {
    this.calls = new ModelCalls({
      looksLikeApiKey: (secret) => secret.startsWith('aim_sk_'),
      admit: this.ledger.admit,
      settle: this.ledger.settle,
      router: new UpstreamRouter([{ upstream, models: [{ id: 'meta/llama', upstreamModel: 'llama-3' }] }]),
      running: this.running,
      lease: { isValid: () => this.isLeaseValid },
      log: { upstreamFailed: () => {}, fault: ({ error }) => this.faults.push(error) },
      observer: { refused: () => {}, settled: () => {} },
      noteClient: () => {},
      costOf: async () => '0.000123',
      nowMs: () => performance.now(),
      ...changes,
    });
  }

  async ask(
    extra: Record<string, unknown> = {},
    answer = new MemoryAnswer(),
    secret = SECRET,
  ): Promise<MemoryAnswer> {
    const messages = [{ role: 'user', content: 'hello world' }];
    const body = Buffer.from(JSON.stringify({ model: 'meta/llama', messages, stream: true, ...extra }));
    await this.calls.handle(
      chatProtocol,
      {
        requestId: 'request-1',
        address: '203.0.113.7',
        headers: { authorization: [`Bearer ${secret}`] },
        body,
      },
      answer,
    );
    return answer;
  }
}

import type { Exchange, Upstream, UpstreamHead, UpstreamKind, UpstreamRequest } from '../upstreams/upstream';

/** One step of an answer: bytes, a pause that the test ends, or a failure. A function runs and may do anything. */
export type ScriptStep = string | Error | (() => void | Promise<void>);

export const EVENTS: UpstreamHead = { status: 200, headers: { 'content-type': 'text/event-stream' } };
export const JSON_HEAD: UpstreamHead = { status: 200, headers: { 'content-type': 'application/json' } };

/** An upstream without a network, that answers every call by the same script. */
export class ScriptedUpstream implements Upstream {
  readonly name = 'scripted';
  readonly kind: UpstreamKind;
  readonly requests: UpstreamRequest[] = [];
  /** How each exchange was let go, in order. */
  readonly endings: ('RELEASED' | 'CANCELLED')[] = [];

  constructor(
    private readonly head: UpstreamHead | Error,
    private readonly steps: readonly ScriptStep[],
    kind: UpstreamKind = 'openai',
  ) {
    this.kind = kind;
  }

  send(request: UpstreamRequest): Exchange {
    this.requests.push(request);
    const { signal } = request;
    const left = [...this.steps];
    const read = async (): Promise<Buffer | null> => {
      for (;;) {
        signal.throwIfAborted();
        const step = left.shift();
        if (step === undefined) return null;
        if (typeof step === 'string') return Buffer.from(step);
        if (step instanceof Error) throw step;
        await step();
      }
    };
    return {
      isSent: true,
      withoutKey: (text) => text,
      head: async () => {
        signal.throwIfAborted();
        if (this.head instanceof Error) throw this.head;
        return this.head;
      },
      firstByte: async () => {
        const first = await read();
        if (first) left.unshift(first.toString());
      },
      read,
      release: () => void this.endings.push('RELEASED'),
      cancel: () => void this.endings.push('CANCELLED'),
    };
  }

  async close(): Promise<void> {}
}

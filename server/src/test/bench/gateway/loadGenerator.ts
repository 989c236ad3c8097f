import { connect, type Socket } from 'node:net';
import { percentile } from '../statistics';

/** A closed loop of raw sockets: it costs far less than what it measures. */

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** Whole requests; each connection goes through them in turn. */
  readonly requests: readonly string[];
}

/** Times in milliseconds. */
export interface LoadResult {
  readonly answered: number;
  /** Answers other than 200, and connections that broke. */
  readonly failed: number;
  readonly wallMs: number;
  readonly p50: number;
  readonly p99: number;
  /** From the request to the first byte of the answer's body. */
  readonly firstByteP50: number;
  /** From an upstream's sending of a chunk to its arrival here; NaN when chunks carry no time. */
  readonly lagP50: number;
  readonly lagP99: number;
}

const HEADER_END = '\r\n\r\n';
const CHUNKED_END = Buffer.from('\r\n0\r\n\r\n');

/** What is gathered of all connections of one order. */
class Gathered {
  readonly latencies: number[] = [];
  readonly firstBytes: number[] = [];
  readonly lags: number[] = [];
  failed = 0;
}

/** One connection: a request, its whole answer, the next request. */
class Caller {
  private socket: Socket | null = null;
  private sentAt = 0;
  private next: number;
  private head = '';
  private bodyLeft: number | 'chunked' | null = null;
  private tail = Buffer.alloc(0);
  isStopped = false;
  private whenIdle: () => void = () => {};

  constructor(
    private readonly order: LoadOrder,
    private readonly gathered: Gathered,
    index: number,
  ) {
    this.next = index % order.requests.length;
  }

  start(): void {
    const socket = connect({ port: this.order.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    socket.on('connect', () => this.send());
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.gathered.failed += this.isStopped ? 0 : 1;
      if (this.isStopped) this.whenIdle();
      else setTimeout(() => this.start(), 20);
    });
  }

  /** Lets the answer under way end. */
  async stop(): Promise<void> {
    this.isStopped = true;
    const idle = new Promise<void>((resolve) => {
      this.whenIdle = resolve;
    });
    const late = new Promise<void>((resolve) => setTimeout(resolve, 3_000));
    await Promise.race([idle, late]);
    const socket = this.socket;
    this.socket = null;
    socket?.destroy();
  }

  private send(): void {
    this.head = '';
    this.bodyLeft = null;
    this.tail = Buffer.alloc(0);
    this.sentAt = performance.now();
    this.next = (this.next + 1) % this.order.requests.length;
    this.socket?.write(this.order.requests[this.next] ?? '');
  }

  private take(bytes: Buffer): void {
    let body = bytes;
    if (this.bodyLeft === null) {
      this.head += bytes.toString('latin1');
      const end = this.head.indexOf(HEADER_END);
      if (end < 0) return;
      body = Buffer.from(this.head.slice(end + HEADER_END.length), 'latin1');
      const head = this.head.slice(0, end).toLowerCase();
      if (!head.startsWith('http/1.1 200')) this.gathered.failed += 1;
      const length = /content-length: (\d+)/.exec(head)?.[1];
      this.bodyLeft = length === undefined ? 'chunked' : Number(length);
      this.gathered.firstBytes.push(performance.now() - this.sentAt);
    }
    this.noteLags(body);
    if (this.isComplete(body)) this.complete();
  }

  private isComplete(body: Buffer): boolean {
    if (this.bodyLeft === 'chunked') {
      this.tail = Buffer.concat([this.tail, body.subarray(-CHUNKED_END.length)]).subarray(
        -CHUNKED_END.length,
      );
      return this.tail.equals(CHUNKED_END);
    }
    this.bodyLeft = Number(this.bodyLeft) - body.length;
    return this.bodyLeft <= 0;
  }

  private complete(): void {
    this.gathered.latencies.push(performance.now() - this.sentAt);
    if (this.isStopped) this.whenIdle();
    else this.send();
  }

  private noteLags(body: Buffer): void {
    if (!body.includes('t=')) return;
    const now = process.hrtime.bigint();
    for (const [, sent] of body.toString('latin1').matchAll(/"t=(\d+)"/g)) {
      this.gathered.lags.push(Number(now - BigInt(sent ?? 0)) / 1e6);
    }
  }
}

async function carryOut(order: LoadOrder): Promise<LoadResult> {
  const gathered = new Gathered();
  const callers = Array.from({ length: order.connections }, (_, i) => new Caller(order, gathered, i));
  const startedAt = performance.now();
  for (const caller of callers) caller.start();
  await new Promise((resolve) => setTimeout(resolve, order.durationMs));
  const wallMs = performance.now() - startedAt;
  const answered = gathered.latencies.length;
  await Promise.all(callers.map((caller) => caller.stop()));
  return {
    answered,
    failed: gathered.failed,
    wallMs,
    p50: percentile(gathered.latencies, 50),
    p99: percentile(gathered.latencies, 99),
    firstByteP50: percentile(gathered.firstBytes, 50),
    lagP50: percentile(gathered.lags, 50),
    lagP99: percentile(gathered.lags, 99),
  };
}

process.on('message', (order: LoadOrder) => void carryOut(order).then((result) => process.send?.(result)));
process.on('disconnect', () => process.exit(0));
process.send?.({});

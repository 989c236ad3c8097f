import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts about itself. Labels are bounded: no label ever holds a key, a name or a path. */
export interface Metrics {
  /** One for each call that was settled, by model and by how it ended. */
  readonly calls: Counter<'model' | 'end_reason'>;
  /** Tokens as they were settled, by `input`, `output`, `cached_input` and `reasoning`. */
  readonly tokens: Counter<'model' | 'type'>;
  /** One for each upstream that was asked in vain, by its name and by what became of it. */
  readonly failedAttempts: Counter<'upstream' | 'outcome'>;
  /** One for each request refused before an upstream was called, by the error code of the answer. */
  readonly refused: Counter<'reason'>;
  /** From admission to the upstream's last byte. */
  readonly callSeconds: Histogram;
  /** From admission to the upstream's first byte. */
  readonly firstByteSeconds: Histogram;
  readonly streamsOpen: Gauge;
  /** Calls that have ended and are not yet in the ledger. */
  readonly settlementsPending: Gauge;
  /** Everything in the text format of Prometheus. */
  text(): Promise<string>;
  /** The Content-Type of that text. */
  readonly contentType: string;
}

const REQUEST_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** A set of metrics of its own, with those of the process: memory, CPU, event loop, open files. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    calls: new Counter({
      name: 'keymeter_calls_total',
      help: 'Calls that were settled.',
      labelNames: ['model', 'end_reason'],
      registers,
    }),
    tokens: new Counter({
      name: 'keymeter_tokens_total',
      help: 'Tokens that were settled.',
      labelNames: ['model', 'type'],
      registers,
    }),
    failedAttempts: new Counter({
      name: 'keymeter_failed_attempts_total',
      help: 'Upstreams that were asked in vain.',
      labelNames: ['upstream', 'outcome'],
      registers,
    }),
    refused: new Counter({
      name: 'keymeter_refused_total',
      help: 'Requests that were refused before an upstream was called.',
      labelNames: ['reason'],
      registers,
    }),
    callSeconds: new Histogram({
      name: 'keymeter_call_duration_seconds',
      help: "Time from admission to the upstream's last byte.",
      buckets: REQUEST_SECONDS,
      registers,
    }),
    firstByteSeconds: new Histogram({
      name: 'keymeter_time_to_first_byte_seconds',
      help: "Time from admission to the upstream's first byte.",
      buckets: REQUEST_SECONDS,
      registers,
    }),
    streamsOpen: new Gauge({ name: 'keymeter_streams_open', help: 'Streams under way.', registers }),
    settlementsPending: new Gauge({
      name: 'keymeter_settlements_pending',
      help: 'Calls that have ended and are not yet in the ledger.',
      registers,
    }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Where the time of one call went, for those who look. All in milliseconds. */
export class AnswerTimings {
  private readonly receivedAt: number;
  private readonly spent = new Map<Phase, number>();

  /** From the moment that the body is complete. @param nowMs monotonic milliseconds. */
  constructor(private readonly nowMs: () => number) {
    this.receivedAt = nowMs();
  }

  /** Counts the time that this takes, also when it fails. */
  async during<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const startedAt = this.nowMs();
    try {
      return await work();
    } finally {
      this.spent.set(phase, (this.spent.get(phase) ?? 0) + this.nowMs() - startedAt);
    }
  }

  /** `server-timing` (W3C), and what the call took up to now without the time that was waited for upstreams. */
  headers(): Record<string, string> {
    const overheadMs = this.nowMs() - this.receivedAt - (this.spent.get('upstream') ?? 0);
    const phases = [...this.spent].map(([phase, ms]) => `${phase};dur=${rounded(ms)}`);
    return { 'server-timing': phases.join(', '), 'x-keymeter-overhead-ms': rounded(overheadMs) };
  }
}

type Phase = 'admission' | 'upstream' | 'settlement';

function rounded(ms: number): string {
  return String(Math.max(Math.round(ms * 10) / 10, 0));
}

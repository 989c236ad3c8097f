/** Measures one call on a clock that never jumps. */
export class CallTimes {
  private readonly admittedAt: number;
  private firstByteAt: number | null = null;
  private lastByteAt: number | null = null;

  /** @param nowMs monotonic milliseconds. */
  constructor(private readonly nowMs: () => number) {
    this.admittedAt = nowMs();
  }

  /** Bytes of the upstream arrived. */
  noteBytes(): void {
    this.lastByteAt = this.nowMs();
    this.firstByteAt ??= this.lastByteAt;
  }

  /** From admission to the upstream's first byte, whole milliseconds; null when there was none. */
  get firstByteMs(): number | null {
    return this.firstByteAt === null ? null : Math.round(this.firstByteAt - this.admittedAt);
  }

  /** From admission to the upstream's last byte, or until now when there was none. */
  get latencyMs(): number {
    return Math.round((this.lastByteAt ?? this.nowMs()) - this.admittedAt);
  }
}

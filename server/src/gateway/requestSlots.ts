export interface SlotLimits {
  /** Requests under way at the same time, from their headers to the last byte of their answer. */
  readonly maxRequests: number;
  /** What their bodies may come to together. */
  readonly maxBodyBytes: number;
}

/** Bounds what one node takes on at the same time, so that it slows nobody down by falling over. */
export class RequestSlots {
  private requests = 0;
  private bodyBytes = 0;

  constructor(private readonly limits: SlotLimits) {}

  /** Takes a slot; null when there is none. Otherwise the answer gives it back and is safe to repeat. */
  take(bodyBytes: number): (() => void) | null {
    const { maxRequests, maxBodyBytes } = this.limits;
    if (this.requests >= maxRequests || this.bodyBytes + bodyBytes > maxBodyBytes) return null;
    this.requests += 1;
    this.bodyBytes += bodyBytes;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.requests -= 1;
      this.bodyBytes -= bodyBytes;
    };
  }

  /** Requests under way. */
  get size(): number {
    return this.requests;
  }
}

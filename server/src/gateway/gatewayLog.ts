/** What the gateway reports to the operator. No prompt, answer or key is ever part of it. */
export interface GatewayLog {
  /** An upstream failed to answer: the client was told so, unless another one answered. Null when none was asked. */
  upstreamFailed(failure: {
    readonly requestId: string;
    readonly error: Error;
    readonly upstream: string | null;
  }): void;
  /** Something happened that should not: a fault of ours. */
  fault(fault: { readonly requestId: string; readonly error: unknown }): void;
}

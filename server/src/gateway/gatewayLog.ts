/** What the gateway reports to the operator. No prompt, answer or key is ever part of it. */
export interface GatewayLog {
  /** An upstream failed to answer; the client was told so. */
  upstreamFailed(failure: { readonly requestId: string; readonly error: Error }): void;
  /** Something happened that should not: a fault of ours. */
  fault(fault: { readonly requestId: string; readonly error: unknown }): void;
}

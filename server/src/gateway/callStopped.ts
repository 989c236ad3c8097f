/** Why a call is ended before its answer is complete, by nothing that the upstream did. */
export type StopReason = 'CLIENT_GONE' | 'KEY_REVOKED' | 'SHUTDOWN';

/** The reason that the abort signal of a call carries. */
export class CallStopped extends Error {
  constructor(readonly reason: StopReason) {
    super(`The call was stopped: ${reason}.`);
    this.name = 'CallStopped';
  }
}

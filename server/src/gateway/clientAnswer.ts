/** The answer to one client, as the gateway writes it. Writing to a client that is gone does nothing. */
export interface ClientAnswer {
  /** True once status and headers are on their way. */
  readonly isStarted: boolean;
  readonly isGone: boolean;
  /** Calls back once when the client leaves before its answer is complete; at once when it has left already. */
  onGone(listener: () => void): void;
  /** To be sent with the answer, whatever it turns out to be. Call it before `start`. */
  addHeaders(headers: Readonly<Record<string, string>>): void;
  start(status: number, headers: Readonly<Record<string, string>>): void;
  /** False when the client does not keep up and should be waited for with `drained`. */
  write(bytes: Buffer): boolean;
  /**
   * Resolves when the client has taken what was written. A client that takes nothing at all for a minute is cut off.
   *
   * @throws the signal's reason when that fires; it must fire when the client is gone.
   */
  drained(signal: AbortSignal): Promise<void>;
  end(bytes?: Buffer): void;
}

import type { Socket } from 'node:net';

/** The watchdog's own bounds on stopping PostgreSQL, and a little more. */
const GOODBYE_MS = 40_000;

/**
 * One user's hold on PostgreSQL. It outlives the watchdog: should that be killed, a new one is found or made, so that
 * another user who comes and goes cannot take PostgreSQL away from us.
 */
export class Ownership {
  private isLeaving = false;
  private renewal: Promise<boolean> | null = null;
  private goodbye: Promise<void> | null = null;

  /**
   * @param rejoin finds or makes another watchdog; null when PostgreSQL itself is gone.
   * @param onLost told in a sentence when there is none to be had.
   */
  constructor(
    private socket: Socket,
    private readonly rejoin: () => Promise<Socket | null>,
    private readonly onLost: (reason: string) => void,
  ) {
    this.watch();
  }

  /** Lets go, and waits for at most 40 s until PostgreSQL has stopped if nobody else uses it. Safe to repeat. */
  letGo(): Promise<void> {
    this.goodbye ??= this.leave();
    return this.goodbye;
  }

  private async leave(): Promise<void> {
    this.isLeaving = true;
    await this.renewal;
    const { socket } = this;
    if (socket.destroyed) return;
    socket.ref();
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.setTimeout(GOODBYE_MS, () => socket.destroy());
      socket.end();
    });
  }

  /**
   * Looks for another watchdog when ours is gone, also when PostgreSQL was gone with it and has come back.
   *
   * @returns false when there is none to be had. Never throws.
   */
  async renewIfLost(): Promise<boolean> {
    if (this.isLeaving || !this.socket.destroyed) return true;
    this.renewal ??= this.renew().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private watch(): void {
    this.socket.once('close', () => void this.renewIfLost());
  }

  private async renew(): Promise<boolean> {
    try {
      const socket = await this.rejoin();
      if (!socket) return false;
      this.socket = socket;
      this.watch();
      return true;
    } catch (error) {
      this.onLost(`The embedded PostgreSQL is no longer watched over: ${String(error)}`);
      return false;
    }
  }
}

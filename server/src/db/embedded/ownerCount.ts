import type { Socket } from 'node:net';

/** The first bytes to an owner: from here on PostgreSQL stays for it. */
const WELCOME = 'welcome\n';

export interface OwnerCountOptions {
  /** Time for a successor to come before PostgreSQL is stopped. */
  readonly graceMs: number;
  /** Time for the first owner to come. */
  readonly firstOwnerMs: number;
  /** Called when nobody was there for that long. Owners may come again while it works. */
  onAbandoned(): void;
}

/**
 * Counts those who use PostgreSQL by their open connections, which the kernel closes for them however they die.
 * The last one to go politely keeps its connection until the process ends, and so learns that all is tidy.
 */
export class OwnerCount {
  private readonly owners = new Set<Socket>();
  private readonly waitingForEnd = new Set<Socket>();
  private timer: NodeJS.Timeout;

  constructor(private readonly options: OwnerCountOptions) {
    this.timer = setTimeout(options.onAbandoned, options.firstOwnerMs);
  }

  get isEmpty(): boolean {
    return this.owners.size === 0;
  }

  /** @param socket of a server with `allowHalfOpen`. */
  add(socket: Socket): void {
    clearTimeout(this.timer);
    this.owners.add(socket);
    this.dismissWaiting();
    socket.once('end', () => this.leave(socket));
    socket.once('close', () => this.leave(socket));
    socket.on('error', () => socket.destroy());
    socket.resume();
    socket.write(WELCOME);
  }

  private leave(socket: Socket): void {
    if (!this.owners.delete(socket)) return;
    if (!this.isEmpty) {
      socket.end();
      return;
    }
    this.waitingForEnd.add(socket);
    this.timer = setTimeout(this.options.onAbandoned, this.options.graceMs);
  }

  private dismissWaiting(): void {
    for (const socket of this.waitingForEnd) socket.end();
    this.waitingForEnd.clear();
  }
}

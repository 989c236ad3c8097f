import { isAlive } from './isAlive';
import { isListening } from './isListening';
import type { Ownership } from './ownership';
import { readPostmaster } from './postmasterFile';
import { postgresSocket } from './socketFolder';
import { withStartLock } from './startLock';
import type { WatchedFolder } from './watchedFolder';

const LOOK_EVERY_MS = 1_000;
/** Looks that are left out after a start that failed: a full disk stays full for a while. */
const REST_LOOKS = 5;
const LOCK_WAIT_MS = 60_000;

/**
 * Looks after a PostgreSQL that may die while it is used, killed by a system that is short of memory. Its users keep the
 * address that they have, so it is started again in the same folder, by one of them.
 */
export class KeptRunning {
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;
  private isStopped = false;
  private restLooks = 0;

  /**
   * @param ownership the hold that is taken anew when PostgreSQL and its watchdog had died together.
   * @param start starts it in this folder and waits until it answers; throws a sentence when it does not.
   */
  constructor(
    private readonly folder: WatchedFolder,
    private readonly ownership: Pick<Ownership, 'renewIfLost'>,
    private readonly start: () => Promise<void>,
  ) {
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    // Looking after it must not keep a program running that has nothing else to do.
    this.timer.unref();
  }

  /** From here on whoever stops it is not disturbed. Waits for a start that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.looking;
  }

  private tick(): void {
    if (this.restLooks > 0) this.restLooks -= 1;
    else
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
  }

  /** Never throws. */
  private async look(): Promise<void> {
    const { onProgress } = this.folder;
    try {
      if (!(await this.isThere())) await this.startAgain();
      if (!(await this.ownership.renewIfLost())) this.restLooks = REST_LOOKS;
    } catch (error) {
      this.restLooks = REST_LOOKS;
      onProgress(`PostgreSQL has ended and cannot be started again: ${String(error)}`);
    }
  }

  private startAgain(): Promise<void> {
    const { place, onProgress } = this.folder;
    return withStartLock(place.lockFile, LOCK_WAIT_MS, async () => {
      if (this.isStopped || (await this.isThere())) return;
      onProgress('PostgreSQL has ended and is started again.');
      await this.start();
    });
  }

  /**
   * Also when another one holds the cluster, such as one that a command has started meanwhile: that ends by itself. Its process
   * is looked at first: a connection would cost it one of its own each second.
   */
  private async isThere(): Promise<boolean> {
    const { socketDir, place } = this.folder;
    const found = readPostmaster(place.clusterDir);
    return (found !== null && isAlive(found.pid)) || isListening(postgresSocket(socketDir));
  }
}

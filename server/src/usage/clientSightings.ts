import { setTimeout as sleep } from 'node:timers/promises';
import { clientName } from './clientName';

/** A call that was admitted, as far as it tells who made it. */
export interface SeenCall {
  readonly accountId: string;
  readonly apiKeyId: string;
  readonly userAgent: string | undefined;
  /** Undefined when the client was gone before it was asked for. */
  readonly address: string | undefined;
}

/** A program that has used a key since the last time that this was written down. */
export interface Sighting {
  readonly accountId: string;
  readonly apiKeyId: string;
  readonly client: string;
}

export interface ClientSightingsParts {
  readonly write: (sightings: readonly Sighting[]) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const WRITE_EVERY_MS = 5_000;
/** Further programs are left out until the next writing. */
const MOST_IN_MEMORY = 10_000;
const MOST_OF_A_KEY = 50;
const STOP_WITHIN_MS = 1_000;

/**
 * Notes which programs use which keys, apart from the calls: noting never waits, never fails and is bounded. What is noted
 * is written every 5 seconds; a crash loses no more than that, and no usage.
 */
export class ClientSightings {
  private seen = new Map<string, Sighting>();
  private ofKey = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> | null = null;

  constructor(private readonly parts: ClientSightingsParts) {}

  start(): void {
    this.timer = setInterval(() => void this.flush(), WRITE_EVERY_MS);
  }

  note({ accountId, apiKeyId, userAgent, address }: SeenCall): void {
    this.add({ accountId, apiKeyId, client: clientName(userAgent, address) });
  }

  /** Writes what was noted; what cannot be written waits for the next time. */
  flush(): Promise<void> {
    this.working ??= this.writeSeen().finally(() => {
      this.working = null;
    });
    return this.working;
  }

  /** Writes the rest and stops, within a second: the end of a process does not wait for a database that is away. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    const rest = Promise.resolve(this.working).then(() => this.flush());
    await Promise.race([rest, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  private add(sighting: Sighting): void {
    const { apiKeyId, client } = sighting;
    const id = `${apiKeyId} ${client}`;
    if (this.seen.has(id)) return;
    const known = this.ofKey.get(apiKeyId) ?? 0;
    if (this.seen.size >= MOST_IN_MEMORY || known >= MOST_OF_A_KEY) return;
    this.seen.set(id, sighting);
    this.ofKey.set(apiKeyId, known + 1);
  }

  private async writeSeen(): Promise<void> {
    if (this.seen.size === 0) return;
    const { seen, ofKey } = this;
    this.seen = new Map();
    this.ofKey = new Map();
    try {
      await this.parts.write([...seen.values()]);
    } catch (error) {
      this.parts.onError(error);
      const since = this.seen.values();
      this.seen = seen;
      this.ofKey = ofKey;
      for (const sighting of since) this.add(sighting);
    }
  }
}

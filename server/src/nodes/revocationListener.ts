import { Client } from 'pg';

export interface RevocationListenerOptions {
  readonly databaseUrl: string;
  /** The channel that carries ids of keys. */
  readonly channel: string;
  readonly onRevoked: (apiKeyId: string) => void;
  readonly onError: (error: unknown) => void;
}

const RECONNECT_MS = 1_000;

/**
 * Hears of revocations on a connection of its own. It reconnects by itself, once a second; what was said meanwhile is
 * found by the watch's polling.
 */
export class RevocationListener {
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly options: RevocationListenerOptions) {}

  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.options.databaseUrl,
      application_name: 'keymeter listener',
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => payload && this.options.onRevoked(payload));
    client.on('error', (error) => this.reconnect(client, error));
    client.on('end', () => this.reconnect(client, null));
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.options.channel)}`);
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.client?.end().catch(() => {
      // The connection is gone already: that is what was wanted.
    });
  }

  /** Once for each connection, however it went. */
  private reconnect(client: Client, error: unknown): void {
    if (this.stopped || this.client !== client) return;
    this.client = null;
    if (error) this.options.onError(error);
    client.end().catch(this.options.onError);
    this.timer = setTimeout(() => void this.start(), RECONNECT_MS);
  }
}

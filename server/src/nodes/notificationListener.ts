import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export interface NotificationListenerOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  /** Told of each notification that carries something. */
  readonly onMessage: (payload: string) => void;
  readonly onError: (error: unknown) => void;
  /** How often it makes sure that it still hears; 5 s. */
  readonly echoEveryMs?: number;
  /** Told when the connection is gone, silent or could not be had: from here on something may be missed. */
  readonly onLost?: () => void;
}

const RECONNECT_MS = 1_000;
const ECHO_EVERY_MS = 5_000;
/** Whatever is asked on the connection, and the echo, has to come within this. */
const ANSWER_MS = 2_000;
const END_MS = 1_000;

/**
 * Hears of one channel on a connection of its own. It reconnects by itself, once a second; what was said meanwhile is
 * lost, so whoever must not miss anything asks besides. A connection can also fall silent without an error, behind a
 * network that lost it or a pooler that gave its session to somebody else: so it says something to itself every few
 * seconds, and when it does not hear that, it takes a new connection.
 */
export class NotificationListener {
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private heardEcho: () => void = () => {};
  /** Nobody else listens there. */
  private readonly echoChannel = `keymeter_echo_${randomBytes(8).toString('hex')}`;

  constructor(private readonly options: NotificationListenerOptions) {}

  async start(): Promise<void> {
    const client = new Client({
      connectionString: this.options.databaseUrl,
      application_name: 'keymeter listener',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.hear(channel, payload));
    client.on('error', (error) => this.reconnect(client, error));
    client.on('end', () => this.reconnect(client, null));
    this.client = client;
    try {
      await client.connect();
      for (const channel of [this.options.channel, this.echoChannel]) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      }
      this.scheduleEcho(client);
    } catch (error) {
      this.reconnect(client, error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.heardEcho();
    if (this.client) await endWithin(this.client, END_MS);
  }

  private hear(channel: string, payload: string | undefined): void {
    if (channel === this.echoChannel) this.heardEcho();
    else if (payload) this.options.onMessage(payload);
  }

  private scheduleEcho(client: Client): void {
    if (this.stopped || this.client !== client) return;
    this.timer = setTimeout(() => {
      this.echo(client).then(
        () => this.scheduleEcho(client),
        (error) => this.reconnect(client, error),
      );
    }, this.options.echoEveryMs ?? ECHO_EVERY_MS);
  }

  /** @throws when it does not hear itself in time. */
  private async echo(client: Client): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.heardEcho = resolve;
    });
    await client.query('SELECT pg_notify($1, $2)', [this.echoChannel, '']);
    const silence = sleep(ANSWER_MS, 'silence' as const, { ref: false });
    if ((await Promise.race([heard, silence])) === 'silence') throw new Error('The listener hears nothing.');
  }

  /** Once for each connection, however it went. */
  private reconnect(client: Client, error: unknown): void {
    if (this.stopped || this.client !== client) return;
    this.client = null;
    if (this.timer) clearTimeout(this.timer);
    if (error) this.options.onError(error);
    this.options.onLost?.();
    void endWithin(client, END_MS);
    this.timer = setTimeout(() => void this.start(), RECONNECT_MS);
  }
}

/** Says goodbye, and hangs up when nobody answers: on a dead connection a goodbye would wait for ever. */
async function endWithin(client: Client, withinMs: number): Promise<void> {
  const ended = client.end().catch(() => {
    // The connection is gone already: that is what was wanted.
  });
  await Promise.race([ended, sleep(withinMs, undefined, { ref: false })]);
  client.connection.stream.destroy();
}

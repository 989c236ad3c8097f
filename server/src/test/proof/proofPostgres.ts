import type { AddressInfo } from 'node:net';
import { createServer, connect as openSocket, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embeddedPostgres';
import { postgresSocket } from '../../db/embedded/socketFolder';
import { pausePostgres, postmasterPid, queryOnce } from '../pausedPostgres';

const DATABASE = 'proof';

/** A PostgreSQL that can be frozen, and killed and started again, behind one address that stays the same. */
export class ProofPostgres {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private postgres: EmbeddedPostgres,
    private readonly dataDir: string,
    private readonly door: Server,
  ) {
    door.on('connection', (client) => this.letIn(client));
  }

  static async start(dataDir: string): Promise<ProofPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: true });
    await queryOnce(postgres.url(), `CREATE DATABASE ${DATABASE}`);
    const door = createServer();
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    return new ProofPostgres(postgres, dataDir, door);
  }

  /** For the nodes. */
  get url(): string {
    // A server that listens on a port has such an address.
    const { port } = this.door.address() as AddressInfo;
    return `postgres://postgres@127.0.0.1:${port}/${DATABASE}`;
  }

  /** Stops every process of it where it stands, for so long. */
  async freeze(ms: number): Promise<void> {
    const wake = await pausePostgres(this.postgres.url());
    await sleep(ms);
    wake();
  }

  /** `kill -9` of its first process, whose children then give up, and a new start on the same files. */
  async kill(): Promise<void> {
    const pid = await postmasterPid(this.postgres.url());
    const killed = this.postgres;
    process.kill(pid, 'SIGKILL');
    this.postgres = await startEmbeddedPostgres({ dataDir: this.dataDir, durable: true });
    await killed.stop();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.door.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    await this.postgres.stop();
  }

  private letIn(client: Socket): void {
    const database = openSocket(postgresSocket(this.postgres.socketDir));
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.pipe(database).pipe(client);
  }
}

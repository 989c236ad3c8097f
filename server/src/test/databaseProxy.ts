import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { socketUrl } from '../db/embedded/askPostgres';

interface Link {
  readonly client: Socket;
  readonly database: Socket;
  /** What the client said first: its database, its user and its application's name. */
  startup: string;
}

const SOCKET = '.s.PGSQL.5432';
/** The end of an answer: PostgreSQL waits for the next statement, outside of a transaction. */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const LAST_WORDS = fatalError('57P01', 'terminating connection due to unexpected postmaster exit');

/** Stands between one node and the tests' PostgreSQL, and can fall silent without closing anything, or close everything. */
export class DatabaseProxy {
  private readonly links = new Set<Link>();
  private isSilent = false;
  private isDying = false;

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<DatabaseProxy> {
    const { searchParams, pathname } = new URL(databaseUrl);
    const target = path.join(searchParams.get('host') ?? '', SOCKET);
    const folder = mkdtempSync(path.join(tmpdir(), 'keymeter-proxy-'));
    const server = createServer();
    const proxy = new DatabaseProxy(server, folder, socketUrl(folder, pathname.slice(1)));
    server.on('connection', (client) => proxy.join(client, createConnection(target)));
    await new Promise<void>((resolve) => server.listen(path.join(folder, SOCKET), resolve));
    return proxy;
  }

  /** Nothing passes any more, on connections that are there and on new ones. */
  silence(): void {
    this.isSilent = true;
    for (const link of this.links) pause(link);
  }

  /** Only connections of this application fall silent; new ones work. @returns how many there were. */
  silenceThoseOf(application: string): number {
    const theirs = [...this.links].filter(({ startup }) => startup.includes(application));
    for (const link of theirs) pause(link);
    return theirs.length;
  }

  /** Everything passes again, what was said meanwhile too. */
  speak(): void {
    this.isSilent = false;
    for (const { client, database } of this.links) {
      client.resume();
      database.resume();
    }
  }

  /** Closes every connection without a word, as a machine that lost its power does. */
  breakOff(): void {
    for (const { client, database } of this.links) {
      client.destroy();
      database.destroy();
    }
  }

  /** Each connection ends with its next answer, and what PostgreSQL says then comes in one piece with that. */
  endWithNextAnswer(): void {
    this.isDying = true;
  }

  async close(): Promise<void> {
    this.breakOff();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private join(client: Socket, database: Socket): void {
    const link: Link = { client, database, startup: '' };
    this.links.add(link);
    client.once('data', (bytes: Buffer) => {
      link.startup = bytes.toString('latin1');
    });
    database.on('data', (bytes: Buffer) => {
      if (this.isDying && bytes.subarray(-READY.length).equals(READY)) sayLastWords(client);
    });
    client.pipe(database);
    database.pipe(client);
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on('error', () => one.destroy());
      one.on('close', () => {
        other.destroy();
        this.links.delete(link);
      });
    }
    if (this.isSilent) pause(link);
  }
}

function pause({ client, database }: Link): void {
  client.pause();
  database.pause();
}

/** Holds back the piece that is about to be passed on, until the last words can go with it. */
function sayLastWords(client: Socket): void {
  client.cork();
  process.nextTick(() => {
    client.end(LAST_WORDS);
    client.uncork();
  });
}

/** https://www.postgresql.org/docs/18/protocol-error-fields.html */
function fatalError(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`, 'latin1');
  const head = Buffer.from('E\0\0\0\0', 'latin1');
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

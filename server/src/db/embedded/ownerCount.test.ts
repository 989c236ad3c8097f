import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { OwnerCount } from './ownerCount';
import { waitUntil } from './testing/waitUntil';

const LONG_MS = 60_000;
const SHORT_MS = 50;

describe('counting owners', () => {
  let server: Server;
  let owners: OwnerCount;
  let abandoned = 0;

  function count(graceMs: number, firstOwnerMs: number): void {
    abandoned = 0;
    const onAbandoned = () => {
      abandoned += 1;
    };
    owners = new OwnerCount({ graceMs, firstOwnerMs, onAbandoned });
  }

  async function join(): Promise<Socket> {
    const { port } = server.address() as AddressInfo; // a listening TCP server has no other kind
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('data', resolve));
    return socket;
  }

  function closed(socket: Socket): Promise<unknown> {
    return new Promise((resolve) => socket.once('close', resolve));
  }

  beforeAll(async () => {
    server = createServer({ allowHalfOpen: true }, (socket) => owners.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => server.close());

  it('gives up when nobody ever comes', async () => {
    count(LONG_MS, SHORT_MS);

    await waitUntil('it is abandoned', () => abandoned === 1);

    expect(owners.isEmpty).toBe(true);
  });

  it('gives up a while after the last one has gone, whether politely or not', async () => {
    count(SHORT_MS, LONG_MS);
    const [polite, rude] = [await join(), await join()];

    polite.end();
    await closed(polite);
    const whileOneStayed = abandoned;
    rude.resetAndDestroy();
    await waitUntil('it is abandoned', () => abandoned === 1);

    expect(whileOneStayed).toBe(0);
  });

  it('keeps the last one waiting until a successor comes, and then does not give up', async () => {
    count(SHORT_MS * 4, LONG_MS);
    const last = await join();
    const dismissed = closed(last);
    last.end();
    await waitUntil('it has noticed', () => owners.isEmpty);

    const successor = await join();
    await dismissed;
    const first = await join();
    first.end();
    await closed(first);

    expect(owners.isEmpty).toBe(false);
    expect(abandoned).toBe(0);
    successor.destroy();
    await waitUntil('it is abandoned', () => abandoned === 1);
  });
});

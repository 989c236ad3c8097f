import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net';
import { Pool, request } from 'undici';
import { ForbiddenUpstreamAddress, guardedConnect } from './guardedConnect';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Names lead to these addresses, one list after the other. */
function resolver(...answers: string[][]): LookupFunction & { asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    asked.push(hostname);
    const addresses = (answers.shift() ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? '', first?.family);
  };
  return Object.assign(lookup, { asked });
}

async function ask(url: string, lookup?: LookupFunction): Promise<string> {
  const pool = new Pool(new URL(url).origin, { connect: guardedConnect(1_000, lookup) });
  try {
    const { body } = await request(url, { dispatcher: pool });
    return await body.text();
  } finally {
    await pool.destroy();
  }
}

describe('a connection to an upstream', () => {
  it('goes to loopback and private addresses, which operators use', async () => {
    const lookup = resolver(['127.0.0.1']);

    expect(await ask(`http://model.internal:${port}/`, lookup)).toBe('hello');
    expect(lookup.asked).toEqual(['model.internal']);
  });

  it.each([
    [['169.254.169.254']],
    [['127.0.0.1', '169.254.169.254']],
    [['::ffff:169.254.169.254']],
    [['fd00:ec2::254']],
    [['0.0.0.0']],
  ])('is refused for a name that leads to %s', async (addresses) => {
    await expect(ask(`http://model.internal:${port}/`, resolver(addresses))).rejects.toThrow(
      ForbiddenUpstreamAddress,
    );
  });

  it('is refused when a name that led to a good address leads elsewhere later', async () => {
    const lookup = resolver(['127.0.0.1'], ['169.254.169.254']);
    const url = `http://model.internal:${port}/`;

    expect(await ask(url, lookup)).toBe('hello');
    await expect(ask(url, lookup)).rejects.toThrow(ForbiddenUpstreamAddress);
  });

  it('is refused for an address that stands in the configuration itself', async () => {
    await expect(ask('http://169.254.169.254/latest')).rejects.toThrow(ForbiddenUpstreamAddress);
    await expect(ask('http://[::ffff:a9fe:a9fe]/latest')).rejects.toThrow(ForbiddenUpstreamAddress);
  });

  it('is given up when it cannot be used in time: TLS that never begins', async () => {
    const silent = createTcpServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const started = performance.now();

    const answer = ask(`https://127.0.0.1:${(silent.address() as AddressInfo).port}/`);

    await expect(answer).rejects.toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(5_000);
    silent.close();
  });
});

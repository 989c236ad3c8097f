import { eventually } from '../test/eventually';
import { type ConsoleWish, startConsole } from './testing/startConsole';

describe('a server that is told to stop', () => {
  const started: Awaited<ReturnType<typeof startConsole>>[] = [];
  const start = async (wish: ConsoleWish) => {
    const server = await startConsole(wish);
    started.push(server);
    return server;
  };

  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  });

  it('is not ready any more, ends connections with their answers, and waits for answers under way', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const draining = await start({
      gateway: async (app) => {
        app.get('/v1/slow', async () => {
          await finished;
          return { done: true };
        });
      },
    });
    const slow = fetch(`${draining.url}/v1/slow`);
    await fetch(`${draining.url}/livez`);

    draining.server.startDraining();
    const ready = await fetch(`${draining.url}/readyz`);
    const closed = draining.server.close(AbortSignal.timeout(10_000));
    await eventually(() => expect(fetch(`${draining.url}/livez`)).rejects.toThrow());
    finish();
    const answer = await slow;
    const started = performance.now();
    await closed;

    expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close']);
    expect(await answer.json()).toEqual({ done: true });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('cuts what is left when its time to close is over', async () => {
    const stubborn = await start({
      gateway: async (app) => {
        app.get('/v1/never', () => new Promise(() => undefined));
      },
    });
    const never = fetch(`${stubborn.url}/v1/never`).catch(() => 'cut');
    await fetch(`${stubborn.url}/livez`);

    await stubborn.server.close(AbortSignal.timeout(300));

    expect(await never).toBe('cut');
  });
});

import { LeakReceiver } from './leakReceiver';

const leaked = (secret: string, url: string | null = null) => ({ secret, source: 'report', url });

describe('a report of many secrets', () => {
  it('asks each kind of credential for each secret once, a few at a time', async () => {
    const asked: string[] = [];
    let atOnce = 0;
    let most = 0;
    const kind =
      (name: string) =>
      async ({ secret }: { secret: string }) => {
        asked.push(`${name} ${secret}`);
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise(setImmediate);
        atOnce -= 1;
        return secret.startsWith(name);
      };
    const receiver = new LeakReceiver([kind('key'), kind('token')]);
    const secrets = ['key 1', 'token 1', 'other', 'key 1', 'key 2', 'key 3', 'key 4', 'key 5', 'key 6'];

    const labels = await receiver.receive(secrets.map((secret) => leaked(secret)));

    expect(labels).toEqual(
      secrets.map((secret) => (secret === 'other' ? 'false_positive' : 'true_positive')),
    );
    expect(asked.filter((one) => one === 'key key 1')).toHaveLength(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('looks all of them up before it says that one could not be', async () => {
    const seen: string[] = [];
    const receiver = new LeakReceiver([
      async ({ secret }) => {
        if (secret === 'bad') throw new Error('no');
        seen.push(secret);
        return true;
      },
    ]);
    const secrets = ['a', 'bad', 'b', 'c', 'd', 'e', 'f'];

    await expect(receiver.receive(secrets.map((secret) => leaked(secret)))).rejects.toThrow('no');

    expect(seen).toEqual(secrets.filter((secret) => secret !== 'bad'));
  });
});

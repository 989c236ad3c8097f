import { GithubKeys } from './githubKeys';
import { githubKeyPair } from './testing/githubKeyPair';

const MINUTE_MS = 60_000;
const pem = githubKeyPair().pem;

describe("GitHub's keys", () => {
  let nowMs: number;
  let asked: number;
  let answer: () => Promise<string>;
  let errors: unknown[];
  let keys: GithubKeys;
  beforeEach(() => {
    nowMs = 1_000;
    asked = 0;
    errors = [];
    answer = async () => listOf(['one', true]);
    keys = new GithubKeys({
      url: 'https://github.test/keys',
      fetchText: () => {
        asked += 1;
        return answer();
      },
      nowMs: () => nowMs,
      onError: (error) => errors.push(error),
    });
  });

  const listOf = (...entries: [id: string, isCurrent: boolean, key?: string][]): string =>
    JSON.stringify({
      public_keys: entries.map(([key_identifier, is_current, key = pem]) => ({
        key_identifier,
        key,
        is_current,
      })),
    });

  it('are asked for once in half an hour, however many want them at once', async () => {
    const found = await Promise.all([keys.find('one'), keys.find('one'), keys.find('one')]);
    nowMs += 29 * MINUTE_MS;
    found.push(await keys.find('one'));

    expect(found.map((key) => key?.asymmetricKeyType)).toEqual(['ec', 'ec', 'ec', 'ec']);
    expect(asked).toBe(1);

    nowMs += 2 * MINUTE_MS;
    await keys.find('one');
    expect(asked).toBe(2);
  });

  it('are asked for again when one is not known, at most every five minutes', async () => {
    await keys.find('one');
    answer = async () => listOf(['two', true]);
    for (let i = 0; i < 50; i += 1) expect(await keys.find('two')).toBeNull();
    expect(asked).toBe(1);

    nowMs += 5 * MINUTE_MS;

    expect(await keys.find('two')).not.toBeNull();
    expect(await keys.find('one')).toBeNull();
    expect(asked).toBe(2);
  });

  it('may be new while GitHub is away: what is not known then is not refused for good', async () => {
    await keys.find('one');
    answer = () => Promise.reject(new Error('away'));
    nowMs += 6 * MINUTE_MS;

    await expect(keys.find('two')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await keys.find('one')).not.toBeNull();
  });

  it('do not count when they are not current, or none that GitHub signs with', async () => {
    answer = async () => listOf(['old', false], ['odd', true, 'no key'], ['good', true]);

    expect(await keys.find('old')).toBeNull();
    expect(await keys.find('odd')).toBeNull();
    expect(await keys.find('good')).not.toBeNull();
  });

  it.each([
    ['GitHub is away', () => Promise.reject(new Error('away'))],
    ['GitHub answers a page', async () => '<html>'],
    ['GitHub answers something else', async () => '{"keys": []}'],
  ])('are none when %s, and are there again a minute later', async (_what, badly) => {
    const well = answer;
    answer = badly;
    await expect(keys.find('one')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(keys.find('one')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect([asked, errors.length]).toEqual([1, 1]);

    answer = well;
    nowMs += MINUTE_MS;

    expect(await keys.find('one')).not.toBeNull();
  });

  it('are believed no longer than half an hour when GitHub is away since', async () => {
    await keys.find('one');
    answer = () => Promise.reject(new Error('away'));
    nowMs += 31 * MINUTE_MS;

    await expect(keys.find('one')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

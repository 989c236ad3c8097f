import { type DataDirFacts, embeddedDataDir } from './embeddedDataDir';

const BESIDE = '/srv/keymeter/.data/pg18';

function facts(changes: Partial<DataDirFacts>): DataDirFacts {
  return {
    dataDir: '/srv/keymeter/.data',
    runsAsRoot: true,
    nobodyCanWalk: true,
    awayRoot: '/var/lib/keymeter',
    exists: () => false,
    ...changes,
  };
}

describe('the folder of the embedded database', () => {
  it.each([
    ['an ordinary user starts', { runsAsRoot: false }],
    [
      'an ordinary user starts below a closed folder of their own',
      { runsAsRoot: false, nobodyCanWalk: false },
    ],
    ['root starts in a folder open to all', {}],
    [
      'a cluster stands there, even if its folder was closed since',
      { nobodyCanWalk: false, exists: (f: string) => f === BESIDE },
    ],
  ])('is in the data folder when %s', (_when, changes) => {
    expect(embeddedDataDir(facts(changes))).toBe(BESIDE);
  });

  it('is away when root starts below a folder that nobody else can enter', () => {
    expect(embeddedDataDir(facts({ nobodyCanWalk: false }))).toMatch(
      /^\/var\/lib\/keymeter\/[0-9a-f]{16}\/pg18$/,
    );
  });

  it('stays away after that folder was opened', () => {
    const exists = (folder: string) => folder.startsWith('/var/lib/keymeter/');

    expect(embeddedDataDir(facts({ exists }))).toBe(embeddedDataDir(facts({ nobodyCanWalk: false })));
  });

  it('is never shared by two data folders', () => {
    const first = embeddedDataDir(facts({ nobodyCanWalk: false, dataDir: '/root/a/.data' }));
    const second = embeddedDataDir(facts({ nobodyCanWalk: false, dataDir: '/root/b/.data' }));

    expect(first).not.toBe(second);
  });
});

import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { newUuid } from '../platform/uuid';
import { eventually } from '../test/eventually';
import { OrphanedSpools, spoolFile } from './orphanedSpools';
import type { Settlement } from './settlement';
import { notRecordedInTime, SettlementTooOld } from './settlement.errors';
import { SettlementSpool } from './settlementSpool';
import { readSpool, writeSpoolRecord } from './spoolRecord';
import { settlementOf } from './testing/settlementOf';

const installationId = newUuid();
let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'keymeter-spool-')), 'made', 'later');
});
afterEach(() => rmSync(path.dirname(path.dirname(folder)), { recursive: true, force: true }));

const fileOf = (nodeId = newUuid()): string => spoolFile({ folder, installationId, nodeId }, newUuid());
const spoolAt = (file: string, maxBytes?: number): SettlementSpool =>
  new SettlementSpool({ file, onError: () => {}, ...(maxBytes === undefined ? {} : { maxBytes }) });
const ROOT = path.resolve(__dirname, '../../..');
const FILL_SPOOL = [
  ...[process.execPath, '-r', path.join(ROOT, 'scripts/swc-register.cjs')],
  path.join(__dirname, 'testing/fillSpool.ts'),
];
const idsIn = (file: string): string[] =>
  readSpool(readFileSync(file)).settlements.map(({ requestId }) => requestId);

describe('a spool', () => {
  it('has what was kept on the disk, for its owner alone, until all of it is settled', async () => {
    const file = fileOf();
    const spool = spoolAt(file);
    const failed = [{ number: 1, upstream: 'one', outcome: 'FAILED', status: null, latencyMs: 3 } as const];
    const attempts = { count: 2, failed };
    const calls = Array.from({ length: 50 }, (_, i) => settlementOf(i % 2 === 0 ? { attempts } : {}));
    expect(existsSync(folder)).toBe(false);

    await Promise.all(calls.map((call) => spool.append(call)));

    expect(readSpool(readFileSync(file))).toEqual({ settlements: calls, damagedLines: 0 });
    for (const { requestId } of calls.slice(1)) spool.forget(requestId);
    expect(idsIn(file)).toHaveLength(50);
    spool.forget(calls[0]?.requestId ?? '');
    await eventually(() => expect(existsSync(file)).toBe(false));
    const later = settlementOf();
    await spool.append(later);
    expect(idsIn(file)).toEqual([later.requestId]);
    await spool.close();
    expect(idsIn(file)).toEqual([later.requestId]);
  });

  it('is empty again when the settlement came in while it was being written', async () => {
    const file = fileOf();
    const spool = spoolAt(file);
    const call = settlementOf();

    const kept = spool.append(call);
    spool.forget(call.requestId);
    await kept;

    await eventually(() => expect(existsSync(file)).toBe(false));
    await spool.close();
  });

  it('that is full refuses, and takes more when there is room', async () => {
    const [one, two] = [settlementOf(), settlementOf()];
    const spool = spoolAt(fileOf(), writeSpoolRecord(one).length + 10);

    await spool.append(one);
    await expect(spool.append(two)).rejects.toThrow('is full');
    spool.forget(one.requestId);

    await eventually(() => spool.append(two));
    await spool.close();
  });

  it('that cannot be written refuses, and works once it can', async () => {
    const file = fileOf();
    writeFileSync(path.dirname(path.dirname(file)), 'a file where the folder should be');
    const spool = spoolAt(file);
    const call = settlementOf();

    await expect(spool.append(call)).rejects.toThrow('ENOTDIR');
    rmSync(path.dirname(path.dirname(file)));
    await spool.append(call);

    expect(idsIn(file)).toEqual([call.requestId]);
    await spool.close();
  });

  it('refuses what a full disk does not take, keeps what it has whole, and takes more when there is room', async () => {
    const file = fileOf();

    // Files of this process may not grow beyond 8 KiB: the kernel itself cuts a record short and refuses the next.
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', 'ulimit -f 8 && exec "$@"', 'bash', ...FILL_SPOOL, file],
      {
        timeout: 30_000,
      },
    );

    const told = JSON.parse(stdout);
    expect(told.refusal).toContain('EFBIG');
    expect(told.kept.length).toBeGreaterThan(5);
    expect(told.found).toEqual(told.kept);
    expect(told.foundLater).toEqual([told.later]);
  }, 40_000);

  it('that another process took away is written anew: nothing goes to a file without a name', async () => {
    const [file, taken] = [fileOf(), fileOf()];
    const spool = spoolAt(file);
    const [one, two] = [settlementOf(), settlementOf()];
    await spool.append(one);

    renameSync(file, taken);
    await spool.append(two);

    expect(idsIn(file)).toEqual([two.requestId]);
    expect(idsIn(taken)).toContain(one.requestId);
    await spool.close();
  });

  it('holds ids and numbers alone', () => {
    expect(Object.keys(JSON.parse(writeSpoolRecord(settlementOf()).toString().slice(9))).sort()).toEqual(
      Object.keys(settlementOf()).sort(),
    );
  });

  it.each([
    ['is torn at its end', (bytes: Buffer) => bytes.subarray(0, -20), 1, 0],
    ['has lost a digit', (bytes: Buffer) => Buffer.from(bytes.toString().replace('100', '900')), 1, 1],
    ['was overwritten with zeros', (bytes: Buffer) => Buffer.concat([Buffer.alloc(300), bytes]), 1, 1],
    ['is empty', () => Buffer.alloc(0), 0, 0],
    ['is whole', (bytes: Buffer) => bytes, 2, 0],
  ])('that %s is read as far as its records are whole', (_case, harm, whole, damagedLines) => {
    const bytes = Buffer.concat([settlementOf(), settlementOf()].map(writeSpoolRecord));

    const content = readSpool(harm(bytes));

    expect([content.settlements.length, content.damagedLines]).toEqual([whole, damagedLines]);
  });
});

describe('spools of nodes that died', () => {
  const alive = newUuid();
  const world = { settled: [] as string[], damaged: [] as string[], away: false, tooOld: '' };
  const orphans = (nodeId = newUuid()) =>
    new OrphanedSpools({
      folder,
      installationId,
      nodeId,
      newId: newUuid,
      listAlive: async (ids) => ids.filter((id) => id === alive),
      settle: async ({ requestId }: Settlement) => {
        if (world.away) throw notRecordedInTime();
        if (requestId === world.tooOld) throw new SettlementTooOld();
        world.settled.push(requestId);
      },
      onReplayed: () => {},
      onDamaged: (_file, reason) => world.damaged.push(reason),
    });
  const left = async (nodeId: string, calls = [settlementOf(), settlementOf()]) => {
    const spool = spoolAt(fileOf(nodeId));
    await Promise.all(calls.map((call) => spool.append(call)));
    await spool.close();
    return calls.map(({ requestId }) => requestId);
  };

  beforeEach(() => Object.assign(world, { settled: [], damaged: [], away: false, tooOld: '' }));

  it('are settled and taken away; those of the living, of oneself and of other databases are left', async () => {
    const me = newUuid();
    const lost = await left(newUuid());
    await left(alive);
    await left(me);
    writeFileSync(spoolFile({ folder, installationId: newUuid(), nodeId: newUuid() }, newUuid()), '');

    await orphans(me).look();
    await orphans().look();

    expect(world.settled.slice(0, 2)).toEqual(lost);
    // The second one found what the first, which is not alive here, had of its own.
    expect(world.settled).toHaveLength(4);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('stay while the database is away, and are settled by the same process or by the next one', async () => {
    const lost = await left(newUuid());
    world.away = true;
    const [one, two] = [orphans(), orphans()];

    await expect(one.look()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(readdirSync(folder)).toHaveLength(1);
    world.away = false;
    await two.look();
    expect(world.settled).toEqual(lost);

    const more = await left(newUuid());
    world.away = true;
    await expect(one.look()).rejects.toBeDefined();
    world.away = false;
    await one.look().catch(() => {});
    await one.look().catch(() => {});
    expect(world.settled).toEqual([...lost, ...more]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that are damaged, or hold what the ledger refuses, are settled as far as possible and put aside', async () => {
    const calls = [settlementOf(), settlementOf(), settlementOf()];
    await left(newUuid(), calls);
    const [name] = readdirSync(folder);
    const file = path.join(folder, name ?? '');
    writeFileSync(file, `00000000 {}\n${readFileSync(file, 'utf8')}`);
    world.tooOld = calls[1]?.requestId ?? '';

    await orphans().look();

    expect(world.settled).toEqual([calls[0]?.requestId, calls[2]?.requestId]);
    expect(world.damaged).toEqual(['1 records cannot be read, 1 are refused by the ledger']);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.damaged$/)]);
    await orphans().look();
    expect(world.settled).toHaveLength(2);
  });

  it('are none when there is no folder', async () => {
    await orphans().look();

    expect(world.settled).toEqual([]);
  });
});

import type { Pool } from 'pg';
import { Housekeeping } from '../compose/housekeeping';
import { makeUsageProofs } from '../compose/usageProofs';
import { createHotPool } from '../db/hotPool';
import { createLogger } from '../platform/logger';
import { newUuid } from '../platform/uuid';
import { eventually } from '../test/eventually';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { ReconciliationRepository } from './reconciliation.repository';
import type { Settlement } from './settlement';
import { SettlementRepository } from './settlement.repository';
import { SettlementQueue } from './settlementQueue';
import { settlementOf } from './testing/settlementOf';
import { UsageRepository } from './usage.repository';
import { UsageRowsRepository } from './usageRows.repository';
import type { WrongSum } from './wrongSum';

let database: OpenTestDatabase;
let pool: Pool;
let settlements: SettlementRepository;
let proof: ReconciliationRepository;
let modelNumber: number;
let accountId: string;
let apiKeyId: string;
let found: WrongSum[];
let dropped: string[];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = createHotPool(database.url, { applicationName: 'test settlement', synchronousCommit: true });
  settlements = new SettlementRepository(pool);
  proof = new ReconciliationRepository(database.db.manager);
  modelNumber = await insertModel(database.db, 'acme/small', { input: '1', output: '2' });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});
beforeEach(async () => {
  accountId = await insertAccount(database.db, { timeZone: 'Asia/Kathmandu' });
  apiKeyId = newUuid();
  found = [];
  dropped = [];
});

const query = (sql: string, values: unknown[] = []) => database.db.query(sql, values);
const proofs = () => makeUsageProofs(database.db);
const reconciliation = (retentionDays = 400) =>
  proofs().reconciliation({
    onWrong: (wrong) => found.push(...wrong),
    retentionDays,
    onDropped: (day) => dropped.push(day),
  });
const cycle = (retentionDays?: number) => reconciliation(retentionDays).cycle();

function settlement(agoMs: number, change: Partial<Settlement> = {}): Settlement {
  const admittedAtUs = String((Date.now() - agoMs) * 1000);
  return settlementOf({ accountId, apiKeyId, modelNumber, admittedAtUs, ...change });
}

const settle = (...agosMs: number[]) => settlements.settle(agosMs.map((ms) => settlement(ms)));

interface Row {
  readonly day: string;
  readonly requests: number;
  readonly tokens: number;
}

const foldedDays = (): Promise<Row[]> =>
  query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(requests)::integer AS requests,
            sum(input_tokens + output_tokens)::integer AS tokens
     FROM usage_days WHERE account_id = $1 GROUP BY 1 ORDER BY 1`,
    [accountId],
  );
/** The same from the ledger, in a zone, as far as the account's days are folded. */
const daysOfLedger = (timeZone: string): Promise<Row[]> =>
  query(
    `SELECT to_char(admitted_at AT TIME ZONE $2, 'YYYY-MM-DD') AS day, sum(requests)::integer AS requests,
            sum(input_tokens + output_tokens)::integer AS tokens
     FROM usage_events e JOIN usage_folds f USING (account_id)
     WHERE account_id = $1 AND (admitted_at AT TIME ZONE $2)::date < f.folded_to GROUP BY 1 ORDER BY 1`,
    [accountId, timeZone],
  );
const foldedParts = (): Promise<unknown[]> =>
  query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, hours, sum(requests)::integer AS requests,
            sum(input_tokens + output_tokens)::integer AS tokens
     FROM usage_day_parts WHERE account_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [accountId],
  );
const partsOfLedger = (timeZone: string): Promise<unknown[]> =>
  query(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, hours, sum(requests)::integer AS requests,
            sum(input_tokens + output_tokens)::integer AS tokens
     FROM (SELECT (admitted_at AT TIME ZONE $2)::date AS day, admitted_at, requests, input_tokens, output_tokens
           FROM usage_events WHERE account_id = $1) e
     CROSS JOIN (VALUES (6), (12), (18)) parts (hours)
     WHERE day < (SELECT folded_to FROM usage_folds WHERE account_id = $1)
       AND admitted_at < day::timestamp AT TIME ZONE $2 + make_interval(hours => hours)
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [accountId, timeZone],
  );
const repairs = (): Promise<{ subject_name: string; detail: { before: object; after: object } }[]> =>
  query(
    `SELECT actor_kind, actor_name, subject_name, detail FROM audit_events
     WHERE account_id = $1 AND action = 'usage.repaired' ORDER BY at`,
    [accountId],
  );
const sumsOf = async (table: 'usage_slots' | 'usage_days') =>
  (
    await query(
      `SELECT sum(requests)::integer AS requests, sum(input_tokens + output_tokens)::integer AS tokens,
              sum(cost)::float AS cost FROM ${table} WHERE account_id = $1`,
      [accountId],
    )
  )[0];

describe('a cycle of proofs', () => {
  it("folds the days that are over in the account's zone, and says up to when all is proved", async () => {
    expect(await proof.reconciledUpTo(accountId)).toBeNull();
    await settle(0, DAY_MS, 2 * DAY_MS, 2 * DAY_MS + HOUR_MS, 5 * DAY_MS, 40 * DAY_MS);

    await cycle();

    expect(await foldedDays()).toEqual(await daysOfLedger('Asia/Kathmandu'));
    expect((await foldedDays()).length).toBeGreaterThanOrEqual(4);
    const upTo = (await proof.reconciledUpTo(accountId))?.getTime() ?? 0;
    expect(Date.now() - upTo).toBeLessThan(18 * 60_000);
    expect(found).toEqual([]);
    expect(await repairs()).toEqual([]);
  });

  it('finds, repairs and records one wrong slot and one wrong day, also after they were proved', async () => {
    await settle(0, 3 * HOUR_MS, 3 * DAY_MS, 20 * DAY_MS);
    await cycle();
    const [slots, days] = [await sumsOf('usage_slots'), await sumsOf('usage_days')];

    await query(
      `UPDATE usage_slots SET input_tokens = input_tokens + 7, cost = cost + 1 WHERE account_id = $1
         AND slot_start = (SELECT min(slot_start) FROM usage_slots WHERE account_id = $1)`,
      [accountId],
    );
    await query(
      `UPDATE usage_days SET requests = requests + 3 WHERE account_id = $1
         AND day = (SELECT max(day) FROM usage_days WHERE account_id = $1)`,
      [accountId],
    );
    await cycle();

    expect([await sumsOf('usage_slots'), await sumsOf('usage_days')]).toEqual([slots, days]);
    expect(found.map(({ kind, accountId: id }) => [kind, id])).toEqual([
      ['SLOT', accountId],
      ['DAY', accountId],
    ]);
    expect(await repairs()).toMatchObject([
      {
        actor_kind: 'system',
        actor_name: 'Keymeter',
        subject_name: expect.stringMatching(/^usage of \d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/),
        detail: { before: { inputTokens: '107' }, after: { inputTokens: '100' } },
      },
      { detail: { before: { requests: '4' }, after: { requests: '1' } } },
    ]);
  });

  it('brings back slots and days that are gone, and takes away those of nothing', async () => {
    await settle(3 * DAY_MS, 4 * DAY_MS);
    await cycle();
    const [slots, days] = [await sumsOf('usage_slots'), await sumsOf('usage_days')];

    await query('DELETE FROM usage_slots WHERE account_id = $1', [accountId]);
    await query('DELETE FROM usage_days WHERE account_id = $1', [accountId]);
    const strange = newUuid();
    await query(
      `INSERT INTO usage_slots VALUES ($1, date_bin('15 minutes', now() - interval '9 days', '2000-01-01 00:00Z'), $2, $3,
         1, 1, 1, 0, 0, 0, 1, 0)`,
      [accountId, strange, modelNumber],
    );
    await cycle();

    expect([await sumsOf('usage_slots'), await sumsOf('usage_days')]).toEqual([slots, days]);
    expect(await query('SELECT 1 FROM usage_slots WHERE api_key_id = $1', [strange])).toEqual([]);
  });

  it('finds, repairs and records wrong, missing and strange parts of days', async () => {
    // Every hour of some days, so that each of them has parts.
    await settle(...Array.from({ length: 96 }, (_, i) => 3 * DAY_MS + i * HOUR_MS));
    await cycle();
    const parts = await foldedParts();
    expect(parts).toEqual(await partsOfLedger('Asia/Kathmandu'));
    const days = ((await foldedDays()) as Row[]).map(({ day }) => day).slice(1, 4);

    const change = (sql: string, day: string | undefined) => query(sql, [accountId, day]);
    await change(
      'UPDATE usage_day_parts SET cost = cost + 1 WHERE account_id = $1 AND day = $2 AND hours = 12',
      days[0],
    );
    await change('DELETE FROM usage_day_parts WHERE account_id = $1 AND day = $2 AND hours = 6', days[1]);
    await query('INSERT INTO usage_day_parts VALUES ($1, $2, 18, $3, $4, 1, 1, 1, 0, 0, 0, 1, 0)', [
      accountId,
      days[2],
      newUuid(),
      modelNumber,
    ]);
    expect((await proofs().verification.verify(() => {})).wrong).toBe(3);
    await cycle();

    expect(found.map(({ kind, at }) => [kind, at])).toEqual(days.map((day) => ['DAY_PART', day]));
    expect(await foldedParts()).toEqual(parts);
    expect(await repairs()).toMatchObject([{ actor_kind: 'system', detail: { before: { sums: 3 } } }]);
    expect((await proofs().verification.verify(() => {})).wrong).toBe(0);
  });

  it('repairs several wrong sums of one day, and counts none of them twice', async () => {
    await settlements.settle([settlement(3 * DAY_MS), settlement(3 * DAY_MS, { apiKeyId: newUuid() })]);
    await cycle();
    const [days, parts] = [await foldedDays(), await foldedParts()];

    await query('UPDATE usage_days SET requests = requests + 3 WHERE account_id = $1', [accountId]);
    await cycle();

    expect(found.map(({ kind }) => kind)).toEqual(['DAY', 'DAY']);
    expect([await foldedDays(), await foldedParts()]).toEqual([days, parts]);
  });

  it('folds days anew that were folded before days had parts', async () => {
    await settle(...Array.from({ length: 48 }, (_, i) => 3 * DAY_MS + i * HOUR_MS));
    await cycle();
    const [days, parts] = [await foldedDays(), await foldedParts()];

    // What such an installation has, and what its migration does.
    await query('DELETE FROM usage_day_parts WHERE account_id = $1', [accountId]);
    await query('DELETE FROM usage_folds WHERE account_id = $1', [accountId]);
    await cycle();

    expect([await foldedDays(), await foldedParts()]).toEqual([days, parts]);
    expect(found).toEqual([]);
  });

  it('proves a slot again in which a settlement came late, and folds its day again', async () => {
    await settle(3 * DAY_MS);
    await cycle();
    const upTo = await proof.reconciledUpTo(accountId);
    const late = settlement(3 * DAY_MS + HOUR_MS);

    await settlements.settle([late]);
    await settlements.settle([late]);

    const slotStart = new Date(Math.floor(Number(late.admittedAtUs) / 900_000_000) * 900_000);
    expect(await proof.reconciledUpTo(accountId)).toEqual(slotStart);
    expect(await proof.reconciledUpTo(await insertAccount(database.db))).toEqual(upTo);
    await cycle();
    expect((await proof.reconciledUpTo(accountId))?.getTime()).toBeGreaterThanOrEqual(upTo?.getTime() ?? 0);
    expect(await foldedDays()).toEqual(await daysOfLedger('Asia/Kathmandu'));
    expect(await foldedParts()).toEqual(await partsOfLedger('Asia/Kathmandu'));
    expect(found).toEqual([]);
  });

  it('counts a call that was lost and then corrected in its own day', async () => {
    const call = settlement(3 * DAY_MS);
    const usage = { ...call.usage, outputTokens: 0, source: 'ESTIMATED' } as const;
    await settlements.settle([{ ...call, usage, endReason: 'NODE_LOST' }]);
    await cycle();
    expect(await foldedDays()).toMatchObject([{ requests: 1, tokens: 100 }]);

    await settlements.settle([call]);
    await cycle();

    expect(await foldedDays()).toMatchObject([{ requests: 1, tokens: 150 }]);
    expect(found).toEqual([]);
  });

  it('folds all days anew when the account moves to another zone, never two zones side by side', async () => {
    // Every hour of some days, so that the days of the two zones differ.
    await settle(...Array.from({ length: 96 }, (_, i) => 3 * DAY_MS + i * HOUR_MS));
    await cycle();
    const before = await foldedDays();

    await query(`UPDATE accounts SET time_zone = 'America/St_Johns' WHERE id = $1`, [accountId]);
    await cycle();

    const after = await foldedDays();
    expect(after).toEqual(await daysOfLedger('America/St_Johns'));
    expect(after).not.toEqual(before);
    expect(await foldedParts()).toEqual(await partsOfLedger('America/St_Johns'));
    expect(await query('SELECT time_zone FROM usage_folds WHERE account_id = $1', [accountId])).toEqual([
      { time_zone: 'America/St_Johns' },
    ]);
  });

  it('is made by one process at a time', async () => {
    let cycles = 0;
    await proof.alone(async () => {
      expect(await proof.alone(async () => (cycles += 1))).toBeNull();
      await cycle();
    });
    expect(cycles).toBe(0);
    expect(await proof.alone(async () => 'free again')).toBe('free again');
  });

  it('comes by itself, and not again while another node has just made one', async () => {
    await settle(3 * DAY_MS);
    await cycle();
    await query('UPDATE usage_slots SET requests = 9 WHERE account_id = $1', [accountId]);
    const job = reconciliation();

    await job.cycle(60);
    expect(found).toEqual([]);
    const logger = createLogger({ level: 'silent', nodeName: 'test' });
    const housekeeping = new Housekeeping(
      [{ name: 'proof of the sums', everyMs: 20, notAtStart: true, run: () => job.cycle() }],
      logger,
    );
    await housekeeping.start();
    await eventually(async () => expect(await repairs()).toHaveLength(1));
    await housekeeping.stop();

    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 1 });
  });

  it('repairs a slot while calls are settled in it, and loses none of them', async () => {
    const calls = Array.from({ length: 200 }, () => settlement(0));
    await settlements.settle(calls.slice(0, 1));
    await query('UPDATE usage_slots SET requests = 5000 WHERE account_id = $1', [accountId]);

    await Promise.all([
      (async () => {
        for (const call of calls) await settlements.settle([call]);
      })(),
      cycle().then(() => cycle()),
    ]);
    await cycle();

    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 200, tokens: 30_000 });
    expect((await proofs().verification.verify(() => {})).wrong).toBe(0);
  });
});

describe('many settlements', () => {
  it('of four nodes on the same keys neither deadlock nor lose one, while sums are proved, repaired and folded', async () => {
    const keys = Array.from({ length: 40 }, () => newUuid());
    const errors: unknown[] = [];
    const options = { batchSize: 10, onError: (error: unknown) => errors.push(error) };
    const pools = Array.from({ length: 4 }, (_, i) =>
      createHotPool(database.url, { applicationName: `test node ${i}`, synchronousCommit: true }),
    );
    const queues = pools.map((own) => {
      const repository = new SettlementRepository(own);
      return new SettlementQueue((batch) => repository.settle(batch), options);
    });
    // Calls of the last days are late for their slots, which is a mark more to write.
    await cycle();

    const settled = Promise.all(
      queues.flatMap((q, writer) =>
        Array.from({ length: 400 }, (_, i) => {
          // Every node goes through the keys and the days in an order of its own.
          const at = (i * (writer * 2 + 1)) % keys.length;
          const change = { apiKeyId: keys[at] ?? newUuid() };
          return q.settle(settlement((at % 4) * DAY_MS, change), 30_000);
        }),
      ),
    );
    for (let round = 0; round < 3; round += 1) {
      await query('UPDATE usage_slots SET requests = requests + 1 WHERE api_key_id = $1', [keys[0]]);
      await cycle();
    }
    await settled;
    await cycle();
    await Promise.all(pools.map((own) => own.end()));

    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 1_600, tokens: 240_000 });
    // Today is not over, and yesterday not before an hour of today is.
    const days = await foldedDays();
    expect(days).toEqual(await daysOfLedger('Asia/Kathmandu'));
    expect(days.map(({ requests, tokens }) => ({ requests, tokens })).slice(0, 2)).toEqual(
      Array.from({ length: 2 }, () => ({ requests: 400, tokens: 60_000 })),
    );
    expect(
      await query('SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()'),
    ).toEqual([{ deadlocks: 0 }]);
    expect(errors.filter((error) => String(error).includes('deadlock'))).toEqual([]);
  }, 60_000);
});

describe('a look at all sums', () => {
  it('tells what is wrong and changes nothing; a rebuild mends it and records it', async () => {
    await settle(0, 3 * DAY_MS);
    await cycle();
    await query('UPDATE usage_slots SET output_tokens = 1 WHERE account_id = $1', [accountId]);
    const lines: string[] = [];
    const { verification } = proofs();

    const before = await verification.verify((line) => lines.push(line));
    // Both slots, and the day of the older one with as many parts as the hour of this test lets it have.
    const kinds = before.differences.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'DAY_PART')).toEqual(['SLOT', 'SLOT', 'DAY']);
    expect([kinds.length, kinds.length - 3]).toEqual([before.wrong, (await foldedParts()).length]);
    expect(before.differences[0]).toMatchObject({
      accountId,
      apiKeyId,
      found: { outputTokens: '1' },
      shouldBe: { outputTokens: '50' },
    });
    expect(lines.length).toBeGreaterThan(3);
    expect(await verification.verify(() => {})).toEqual(before);

    let letGo = (): void => {};
    const held = proof.alone(() => new Promise<void>((resolve) => (letGo = resolve)));
    // It waits for whoever is at it.
    const rebuilt = await verification.rebuild((line) => line.includes('waiting') && letGo());
    await held;
    expect(rebuilt).toMatchObject({ repaired: { wrong: 2 }, left: { wrong: 0, differences: [] } });
    expect(await repairs()).toMatchObject([{ actor_kind: 'operator' }, { actor_kind: 'operator' }]);
  });
});

describe('days of the ledger that are older than they are kept', () => {
  const events = async () =>
    (
      await query('SELECT count(*)::integer AS events FROM usage_events WHERE account_id = $1', [accountId])
    )[0];
  const makePartition = async (day: string): Promise<string> => {
    const name = `usage_events_${day.replaceAll('-', '')}`;
    await query(
      `CREATE TABLE ${name} PARTITION OF usage_events FOR VALUES FROM ('${day}') TO (date '${day}' + 1)`,
    );
    return name;
  };
  /** Both where questions are answered and where files are made. */
  const expectWholeQuartersOnly = async (day: string): Promise<void> => {
    const asked = { timeZone: 'UTC', groupBy: [], apiKeyIds: null, modelNumbers: null } as const;
    const [from, to] = [new Date(`${day}T00:00Z`), new Date(`${day}T24:00Z`)];
    const usage = new UsageRepository(database.db.manager);
    const files = new UsageRowsRepository([pool]);
    const whole = { ...asked, granularity: 'DAY', from, to } as const;
    expect((await usage.answer(accountId, whole)).total.requests).toBe(1);
    for (const [field, question] of [
      ['granularity', { ...whole, granularity: 'FIVE_MINUTES' }],
      ['from', { ...whole, from: new Date(`${day}T00:01Z`) }],
    ] as const) {
      const refusal = {
        code: 'INVALID_INPUT',
        details: { field },
        message: expect.stringContaining('kept from'),
      };
      await expect(usage.answer(accountId, question)).rejects.toMatchObject(refusal);
      const rows = files.stream(accountId, question, new AbortController().signal);
      await expect(rows.next()).rejects.toMatchObject(refusal);
    }
  };
  const utcDay = (agoMs: number) => new Date(Date.now() - agoMs).toISOString().slice(0, 10);

  it('go once they are folded and proved, from partitions and from where they strayed; their sums stay', async () => {
    const [old, older] = [utcDay(12 * DAY_MS), utcDay(13 * DAY_MS)];
    const name = await makePartition(old);
    await settle(0, 10 * DAY_MS, 12 * DAY_MS, 13 * DAY_MS);
    await query('UPDATE usage_slots SET requests = 7 WHERE account_id = $1', [accountId]);

    await cycle(11);

    expect(dropped.slice(-2)).toEqual([older, old]);
    expect(await query('SELECT to_regclass($1) AS name', [name])).toEqual([{ name: null }]);
    expect(await events()).toEqual({ events: 2 });
    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 4, tokens: 600 });
    expect(await sumsOf('usage_days')).toMatchObject({ requests: 3, tokens: 450 });
    dropped = [];
    await cycle(11);
    expect([dropped, found.length]).toEqual([[], 4]);
    // What comes for them later cannot be told from what was counted, and is refused.
    const late = settlement(12 * DAY_MS);
    expect(await settlements.settle([late])).toEqual([late.requestId]);
    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 4, tokens: 600 });
    await expect(query('DELETE FROM usage_events')).rejects.toThrow('append-only');
    await expectWholeQuartersOnly(older);
    expect((await proofs().verification.verify(() => {})).wrong).toBe(0);
  });

  it('stay while somebody reads them, and go in the next cycle', async () => {
    await makePartition(utcDay(9 * DAY_MS));
    await settle(9 * DAY_MS);
    const reader = database.db.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM usage_events');

    await expect(cycle(8)).rejects.toThrow('lock timeout');
    expect(await settlements.settle([settlement(0)])).toEqual([]);
    expect(await events()).toEqual({ events: 2 });
    await reader.rollbackTransaction();
    await reader.release();
    await cycle(8);

    expect(await events()).toEqual({ events: 1 });
    expect(await sumsOf('usage_slots')).toMatchObject({ requests: 2 });
  });
});

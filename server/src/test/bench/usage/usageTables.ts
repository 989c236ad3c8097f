import type { DataSource } from 'typeorm';
import type { Ask, BenchTable } from '../benchReport';
import { short } from '../statistics';

/** One question, from the sums and from raw events. */
export interface Figure {
  readonly name: string;
  readonly rows: number;
  readonly sumsMs: number;
  readonly rawMs: number;
  readonly ratio: number;
  readonly isEqual: boolean;
}

export function rawAsks(figures: readonly Figure[]): Ask[] {
  const [first] = figures;
  const unequal = figures.filter(({ isEqual }) => !isEqual).length;
  return [
    {
      what: `${first?.name}: against the same on raw events`,
      asked: '≥ 30 times as quick',
      measured: `${short(first?.ratio ?? Number.NaN)} times`,
      isMet: (first?.ratio ?? 0) >= 30,
    },
    {
      what: 'questions whose sums are not those of the raw events',
      asked: '0',
      measured: String(unequal),
      isMet: unequal === 0,
    },
  ];
}

export function atMost(what: string, asked: number, measured: number): Ask {
  return { what, asked: `≤ ${asked} ×`, measured: `${short(measured)} ×`, isMet: measured <= asked };
}

export function figuresTable(figures: readonly Figure[], events: number): BenchTable {
  return {
    title: 'Against raw events',
    note: `${events.toLocaleString('en-US')} events of 90 days, four in ten of one account; medians. Both through the same driver, all rows read.`,
    head: ['question', 'rows', 'ms', 'raw events ms', 'times as quick', 'same sums'],
    rows: figures.map(({ name, rows, sumsMs, rawMs, ratio, isEqual }) => [
      name,
      rows.toLocaleString('en-US'),
      short(sumsMs),
      short(rawMs),
      short(ratio),
      isEqual ? 'yes' : '**no**',
    ]),
  };
}

export async function sizesTable(db: DataSource): Promise<BenchTable> {
  const rows = await db.query<{ name: string; rows: string; bytes: string }[]>(
    `SELECT name, rows::text, bytes::bigint::text FROM (
       SELECT 'ledger' AS name, (SELECT count(*) FROM usage_events) AS rows,
         (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'usage_events'::regclass) AS bytes
       UNION ALL SELECT 'quarters of an hour', (SELECT count(*) FROM usage_slots), pg_total_relation_size('usage_slots')
       UNION ALL SELECT 'closed days', (SELECT count(*) FROM usage_days), pg_total_relation_size('usage_days')
       UNION ALL SELECT 'parts of closed days', (SELECT count(*) FROM usage_day_parts),
         pg_total_relation_size('usage_day_parts')) sizes`,
  );
  return {
    title: 'Sizes',
    note: 'Indexes included. The events lie as sparsely as they can: hardly two of them in one quarter of an hour of one key and model.',
    head: ['', 'rows', 'MiB', 'bytes a row'],
    rows: rows.map(({ name, rows: count, bytes }) => [
      name,
      Number(count).toLocaleString('en-US'),
      short(Number(bytes) / 1_048_576),
      short(Number(bytes) / Math.max(Number(count), 1)),
    ]),
  };
}

import { benchGateway } from './gateway/gatewayBench';
import { benchMetering } from './metering/meteringBench';
import { benchUsage } from './usage/usageBench';

/** The benchmarks as small as they get: that they run, what they count and hold, never how quick anything is. */
const OPTIONS = { isQuick: true, events: 2_000, tell: () => {} };

const column = (rows: readonly (readonly string[])[], index: number): string[] =>
  rows.map((row) => row[index] ?? '');

it('of the gateway asks all three of them, and every answer is a good one', async () => {
  const { tables } = await benchGateway(OPTIONS);

  const [asks, comparison, paced, memory] = tables;
  expect(asks?.rows.length).toBeGreaterThanOrEqual(13);
  expect(new Set(column(comparison?.rows ?? [], 1))).toEqual(new Set(['bare', 'ours', 'portkey']));
  expect(column(comparison?.rows ?? [], 7).filter((failed) => failed !== '0')).toEqual([]);
  expect(column(paced?.rows ?? [], 0)).toEqual(['direct', 'bare', 'ours', 'portkey']);
  expect(memory?.rows.length).toBeGreaterThan(0);
  // No question of speed either, and the same on any machine that tells: what 200 silent streams and 2,000 requests leave.
  const held = asks?.rows.filter(([what = '']) => /^\d+ idle open streams|^open files/.test(what)) ?? [];
  expect(held.filter(([, , , isMet]) => isMet !== 'met')).toEqual([]);
}, 120_000);

it('of metering leaves counters that are exact', async () => {
  const { tables } = await benchMetering(OPTIONS);

  const [asks, speeds] = tables;
  expect(column(asks?.rows ?? [], 2)).toEqual(['0', '0', '0', '0', '0']);
  expect(speeds?.rows).toHaveLength(13);
}, 120_000);

it('of usage finds the same sums as in the raw events', async () => {
  const { tables } = await benchUsage(OPTIONS);

  const [asks, figures] = tables;
  expect(asks?.rows).toHaveLength(7);
  expect(column(figures?.rows ?? [], 5)).toEqual(['yes', 'yes', 'yes', 'yes', 'yes']);
}, 120_000);

import type { UsageNumbersFragment, UsageQuery } from '../../graphql/usage/graphql';
import { UNKNOWN } from './usageSeries';
import { modelsWithKeys } from './usageTable';

function numbers(totalTokens: number): UsageNumbersFragment {
  return {
    requests: 1,
    inputTokens: totalTokens,
    outputTokens: 0,
    totalTokens,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    estimatedTokens: 0,
    cost: null,
  };
}

const GPT = { id: 'openai/gpt-5', name: 'GPT-5' };
const SONNET = { id: 'anthropic/sonnet', name: 'Sonnet' };
const WEB = { id: 'key-web', name: 'prod-web', maskedKey: 'aim_sk_…x4Qp', status: 'ACTIVE' } as const;
const OLD = { id: 'key-old', name: 'old', maskedKey: 'aim_sk_…9aZk', status: 'REVOKED' } as const;

const REPORT: UsageQuery = {
  table: {
    dataUpTo: '2026-06-23T12:00:00Z',
    isTruncated: false,
    rows: [
      { model: GPT, apiKey: OLD, usage: numbers(3) },
      { model: GPT, apiKey: WEB, usage: numbers(7) },
      { model: SONNET, apiKey: WEB, usage: numbers(40) },
      { model: null, apiKey: null, usage: numbers(1) },
    ],
    total: numbers(51),
  },
  byModel: {
    rows: [
      { model: GPT, usage: numbers(10) },
      { model: null, usage: numbers(1) },
      { model: SONNET, usage: numbers(40) },
    ],
  },
  chart: { isTruncated: false, rows: [] },
};

function outline(sort: '-total' | 'total') {
  return modelsWithKeys(REPORT, sort).map(({ id, usage, keys }) => [
    id,
    usage.totalTokens,
    keys.map((key) => [key.id, key.usage.totalTokens]),
  ]);
}

it('shows each model with its keys, both in the order asked for', () => {
  expect(outline('-total')).toEqual([
    [SONNET.id, 40, [[WEB.id, 40]]],
    [
      GPT.id,
      10,
      [
        [WEB.id, 7],
        [OLD.id, 3],
      ],
    ],
    [UNKNOWN, 1, [[UNKNOWN, 1]]],
  ]);
  expect(outline('total').map(([id]) => id)).toEqual([UNKNOWN, GPT.id, SONNET.id]);
});

it('shows the sum of the server for a model and not one of its own', () => {
  const cutOff = { ...REPORT, table: { ...REPORT.table, rows: REPORT.table.rows.slice(0, 1) } };

  const gpt = modelsWithKeys(cutOff, '-total').find(({ id }) => id === GPT.id);

  expect(gpt?.usage.totalTokens).toBe(10);
  expect(gpt?.keys).toHaveLength(1);
});

it('keeps the name of a revoked key and the place of what is no longer known', () => {
  const models = modelsWithKeys(REPORT, '-total');

  expect(models[1]?.keys[1]?.apiKey).toEqual(OLD);
  expect(models[2]).toMatchObject({ name: null, keys: [{ apiKey: null }] });
});

import type { UsageNumbersFragment, UsageQuery } from '../../graphql/usage/graphql';
import { matchingLines, rowsOf } from './tableRows';
import type { TableLayout } from './usageQuestion';
import { UNKNOWN } from './usageSeries';
import type { UsageSort } from './usageSort';
import { sortedLines, usageLines } from './usageTable';

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

const GPT = { id: 'openai/gpt-5', name: 'GPT-5', provider: 'openai' };
const SONNET = { id: 'anthropic/sonnet', name: 'Sonnet', provider: 'anthropic' };
const WEB = { id: 'key-web', name: 'prod-web', maskedKey: 'aim_sk_…x4Qp', status: 'ACTIVE' } as const;
const OLD = { id: 'key-old', name: 'old', maskedKey: 'aim_sk_…9aZk', status: 'REVOKED' } as const;

const REPORT: UsageQuery = {
  table: {
    dataUpTo: '2026-06-23T12:00:00Z',
    reconciledUpTo: null,
    isTruncated: false,
    rows: [
      { bucketStart: null, model: GPT, apiKey: OLD, usage: numbers(3) },
      { bucketStart: null, model: GPT, apiKey: WEB, usage: numbers(7) },
      { bucketStart: null, model: SONNET, apiKey: WEB, usage: numbers(40) },
      { bucketStart: null, model: null, apiKey: null, usage: numbers(1) },
    ],
    total: numbers(51),
  },
  groups: {
    rows: [
      { model: GPT, apiKey: null, usage: numbers(10) },
      { model: null, apiKey: null, usage: numbers(1) },
      { model: SONNET, apiKey: null, usage: numbers(40) },
    ],
  },
  chart: { isTruncated: false, rows: [] },
};

const PLAIN = { layout: 'model-key', sort: null } as const;

type Ordered = { layout: TableLayout; sort: UsageSort | null };

function lines(report: UsageQuery, before: UsageQuery | null, { layout, sort }: Ordered) {
  return sortedLines(usageLines(report, before, layout), layout, sort);
}

function outline(question: Ordered) {
  return lines(REPORT, null, question).map(({ id, usage, children }) => [
    id,
    usage.totalTokens,
    children.map((child) => [child.id, child.usage.totalTokens]),
  ]);
}

it('shows each model with its keys, both in the order asked for', () => {
  expect(outline(PLAIN)).toEqual([
    [SONNET.id, 40, [[`${SONNET.id} ${WEB.id}`, 40]]],
    [
      GPT.id,
      10,
      [
        [`${GPT.id} ${WEB.id}`, 7],
        [`${GPT.id} ${OLD.id}`, 3],
      ],
    ],
    [UNKNOWN, 1, [[`${UNKNOWN} ${UNKNOWN}`, 1]]],
  ]);
  expect(outline({ ...PLAIN, sort: 'total' }).map(([id]) => id)).toEqual([UNKNOWN, GPT.id, SONNET.id]);
});

it('shows each key with its models, and their pairs without a group', () => {
  const byKey: UsageQuery = {
    ...REPORT,
    groups: { rows: [{ model: null, apiKey: WEB, usage: numbers(47) }] },
  };

  const [web] = lines(byKey, null, { layout: 'key-model', sort: null });
  const flat = lines(REPORT, null, { layout: 'flat', sort: null });

  expect(web?.children.map(({ subject }) => subject.model)).toEqual([SONNET, GPT]);
  expect(flat.map(({ usage }) => usage.totalTokens)).toEqual([40, 7, 3, 1]);
});

it('lists days from the newest back, until another order is asked for', () => {
  const day = (bucketStart: string, total: number) => ({
    bucketStart,
    model: null,
    apiKey: null,
    usage: numbers(total),
  });
  const days = { ...REPORT, table: { ...REPORT.table, rows: [day('2026-06-01', 9), day('2026-06-02', 1)] } };

  expect(lines(days, null, { layout: 'day', sort: null }).map(({ id }) => id)).toEqual([
    '2026-06-02',
    '2026-06-01',
  ]);
  expect(lines(days, null, { layout: 'day', sort: '-total' })[0]?.id).toBe('2026-06-01');
});

it('shows the sum of the server for a model and not one of its own', () => {
  const cutOff = { ...REPORT, table: { ...REPORT.table, rows: REPORT.table.rows.slice(0, 1) } };

  const gpt = lines(cutOff, null, PLAIN).find(({ id }) => id === GPT.id);

  expect(gpt?.usage.totalTokens).toBe(10);
  expect(gpt?.children).toHaveLength(1);
});

it('keeps the name of a revoked key and the place of what is no longer known', () => {
  const models = lines(REPORT, null, PLAIN);

  expect(models[1]?.children[1]?.subject).toEqual({ apiKey: OLD });
  expect(models[2]).toMatchObject({
    subject: { model: UNKNOWN },
    children: [{ subject: { apiKey: UNKNOWN } }],
  });
});

it('sets beside each line what it was in the period before', () => {
  const before: UsageQuery = {
    ...REPORT,
    table: { ...REPORT.table, rows: [{ bucketStart: null, model: GPT, apiKey: WEB, usage: numbers(5) }] },
    groups: { rows: [{ model: GPT, apiKey: null, usage: numbers(5) }] },
  };

  const [sonnet, gpt] = lines(REPORT, before, PLAIN);

  expect(sonnet?.before).toBeNull();
  expect(gpt?.before?.totalTokens).toBe(5);
  expect(gpt?.children.map((child) => child.before?.totalTokens ?? null)).toEqual([5, null]);
});

describe('the rows of the table', () => {
  const shown = lines(REPORT, null, PLAIN);

  it('stand below their group, unless it is folded', () => {
    expect(rowsOf(shown, new Set()).map(({ line, depth }) => [line.id, depth])).toHaveLength(7);
    expect(rowsOf(shown, new Set([GPT.id])).filter(({ depth }) => depth === 1)).toHaveLength(2);
  });

  it('can be searched by name: a group that fits stays whole, another keeps what fits', () => {
    const nameOf = ({ model, apiKey }: { model?: unknown; apiKey?: unknown }) => {
      const part = model ?? apiKey;
      return typeof part === 'object' && part !== null && 'name' in part ? String(part.name) : '';
    };

    expect(matchingLines(shown, ' gpt ', nameOf)).toEqual([shown[1]]);
    expect(matchingLines(shown, 'OLD', nameOf).map(({ id, children }) => [id, children.length])).toEqual([
      [GPT.id, 1],
    ]);
    expect(matchingLines(shown, '', nameOf)).toBe(shown);
    expect(matchingLines(shown, 'nothing', nameOf)).toEqual([]);
  });
});

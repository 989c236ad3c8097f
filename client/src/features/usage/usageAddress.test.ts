import { readUsageQuestion, writeUsageQuestion } from './usageAddress';
import { filterCount, isFiltered, PLAIN_QUESTION as PLAIN, type UsageQuestion } from './usageQuestion';
import { filteredModelIds, usageVariables } from './usageVariables';

const FULL: UsageQuestion = {
  range: { kind: 'typed', from: '2026-06-12', to: '2026-06-13' },
  trail: [
    { kind: 'preset', preset: '90d' },
    { kind: 'typed', from: '2026-06-08', to: '2026-06-15' },
  ],
  zone: 'Asia/Kathmandu',
  step: 'WEEK',
  metric: 'cost',
  by: 'key',
  thenBy: 'provider',
  chart: 'line',
  isCompared: true,
  apiKeyIds: ['key-1', 'key-2'],
  modelIds: ['openai/gpt-5'],
  providers: ['openai'],
  hidden: ['other'],
  layout: 'key-model',
  sort: 'input',
  isLive: true,
};

const HERE = { accountZone: 'Europe/Berlin', now: new Date('2026-06-23T12:00:00Z') };

function read(address: string) {
  return readUsageQuestion(new URLSearchParams(address), HERE);
}

describe('an address of My usage', () => {
  it('is plain for the plain view', () => {
    expect(writeUsageQuestion(PLAIN).toString()).toBe('');
    expect(read('')).toEqual({ question: PLAIN, isUnderstood: true });
  });

  it('is written in the words that links use', () => {
    expect(decodeURIComponent(writeUsageQuestion(FULL).toString())).toBe(
      'from=2026-06-12&to=2026-06-13&trail=90d,2026-06-08~2026-06-15&tz=Asia/Kathmandu&step=week&metric=cost' +
        '&by=key&then=provider&chart=line&cmp=prev&keys=key-1,key-2&models=openai/gpt-5&providers=openai' +
        '&hide=other&rows=key-model&sort=input&live=1',
    );
  });

  it.each([
    ['plain', PLAIN],
    ['full', FULL],
    ['with a preset', { ...PLAIN, range: { kind: 'preset', preset: 'last-month' } }],
    ['with a range that moves', { ...PLAIN, range: { kind: 'typed', from: 'now-7d', to: 'now/d' } }],
    ['with a single filter', { ...PLAIN, apiKeyIds: ['key-1'] }],
  ] as const)('leads back to the very same view: %s', (_name, question) => {
    expect(read(writeUsageQuestion(question).toString())).toEqual({ question, isUnderstood: true });
  });

  it.each([
    'range=31d',
    'range=constructor',
    'from=2026-02-30&to=2026-03-02',
    'from=2026-03-02&to=2026-03-02',
    'from=2026-03-02&to=2026-03-01',
    'from=2024-01-01&to=2026-01-01',
    'from=2026-03-01',
    'to=2026-03-01',
    'tz=Mars/Olympus',
    'tz=%2B05:30',
    'tz=',
    'step=fortnight',
    'step=five_minutes',
    'metric=beauty',
    'by=colour',
    'then=colour',
    'chart=pie',
    'cmp=next',
    'rows=sideways',
    'live=yes',
    'trail=7years',
    'trail=7d,,30d',
    'trail=7d,7d,7d,7d,7d,7d,7d',
    'from=now&to=now-7d',
    'from=now-7d&to=soon',
    'from=now-500d&to=now',
    'keys=',
    'keys=,,',
    'models=,',
    'hide=',
    'sort=name',
    'sort=--total',
  ])('reports what makes no sense and leaves it out: %s', (address) => {
    expect(read(address)).toEqual({ question: PLAIN, isUnderstood: false });
  });

  it('keeps what it understood beside what it did not', () => {
    expect(read('metric=beauty&tz=UTC&range=7d')).toEqual({
      question: { ...PLAIN, zone: 'UTC', range: { kind: 'preset', preset: '7d' } },
      isUnderstood: false,
    });
  });

  it('may name 500 keys and no more, each counted once', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, place) => `key-${place}`).join(',');

    expect(read(`keys=${ids(500)},key-0`).question.apiKeyIds).toHaveLength(500);
    expect(read(`keys=${ids(501)}`)).toEqual({ question: PLAIN, isUnderstood: false });
  });
});

it('does not split the chart by the same thing twice', () => {
  expect(read('by=key&then=key').question.thenBy).toBeNull();
});

it('counts keys, models and providers as filters, and nothing else', () => {
  expect(isFiltered({ ...FULL, apiKeyIds: [], modelIds: [], providers: [] })).toBe(false);
  expect(isFiltered({ ...PLAIN, apiKeyIds: ['key-1'] })).toBe(true);
  expect(isFiltered({ ...PLAIN, providers: ['openai'] })).toBe(true);
  expect(filterCount(FULL)).toBe(4);
});

describe('the models that filters leave', () => {
  const catalogue = [
    { id: 'a/1', provider: 'a' },
    { id: 'a/2', provider: 'a' },
    { id: 'b/1', provider: 'b' },
  ];

  it.each([
    ['nothing', [], [], null],
    ['models', ['a/1', 'gone'], [], ['a/1', 'gone']],
    ['a provider', [], ['a'], ['a/1', 'a/2']],
    ['both', ['a/2', 'b/1'], ['a'], ['a/2']],
    ['both that exclude each other', ['b/1'], ['a'], []],
  ] as const)('with %s chosen', (_what, modelIds, providers, left) => {
    expect(filteredModelIds({ modelIds, providers }, catalogue)).toEqual(left);
  });
});

describe('what is asked of the server', () => {
  const frame = {
    from: new Date('2026-05-24T22:00:00Z'),
    to: new Date('2026-06-23T22:00:00Z'),
    zone: 'Europe/Berlin',
    step: 'DAY',
  } as const;

  it('is the same time, zone and filter for tiles, chart and table, so that their sums agree', () => {
    const { table, groups, chart } = usageVariables(FULL, frame, ['openai/gpt-5']);
    const scope = {
      from: '2026-05-24T22:00:00.000Z',
      to: '2026-06-23T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
      apiKeyIds: ['key-1', 'key-2'],
      modelIds: ['openai/gpt-5'],
    };

    expect(table).toEqual({ ...scope, granularity: 'TOTAL', groupBy: ['MODEL', 'API_KEY'] });
    expect(groups).toEqual({ ...scope, granularity: 'TOTAL', groupBy: ['API_KEY'] });
    expect(chart).toEqual({ ...scope, granularity: 'DAY', groupBy: ['API_KEY', 'MODEL'] });
  });

  it('names no filter where there is none, because an empty one is refused', () => {
    const { chart } = usageVariables(PLAIN, frame, null);

    expect(Object.keys(chart)).toEqual(['from', 'to', 'timeZone', 'granularity', 'groupBy']);
    expect(chart.groupBy).toEqual(['MODEL']);
  });

  it.each([
    ['flat', 'TOTAL', ['MODEL', 'API_KEY'], false],
    ['day', 'DAY', [], false],
    ['model-key', 'TOTAL', ['MODEL', 'API_KEY'], true],
  ] as const)('fits the layout of the table: %s', (layout, granularity, groupBy, hasGroups) => {
    const asked = usageVariables({ ...PLAIN, layout }, frame, null);

    expect(asked).toMatchObject({ table: { granularity, groupBy }, hasGroups });
  });
});

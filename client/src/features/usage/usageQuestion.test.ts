import {
  isFiltered,
  readUsageQuestion,
  type UsageQuestion,
  usageVariables,
  writeUsageQuestion,
} from './usageQuestion';

const PLAIN: UsageQuestion = {
  range: { kind: 'preset', preset: '30d' },
  zone: null,
  step: null,
  metric: 'tokens',
  by: 'model',
  apiKeyIds: [],
  modelIds: [],
  hidden: [],
  sort: '-total',
};

const FULL: UsageQuestion = {
  range: { kind: 'days', from: '2026-05-25', to: '2026-06-24' },
  zone: 'Asia/Kathmandu',
  step: 'WEEK',
  metric: 'cost',
  by: 'key',
  apiKeyIds: ['key-1', 'key-2'],
  modelIds: ['openai/gpt-5'],
  hidden: ['other'],
  sort: 'input',
};

function read(address: string) {
  return readUsageQuestion(new URLSearchParams(address));
}

describe('an address of My usage', () => {
  it('is plain for the plain view', () => {
    expect(writeUsageQuestion(PLAIN).toString()).toBe('');
    expect(read('')).toEqual({ question: PLAIN, isUnderstood: true });
  });

  it('is written in the words that links use', () => {
    expect(decodeURIComponent(writeUsageQuestion(FULL).toString())).toBe(
      'from=2026-05-25&to=2026-06-24&tz=Asia/Kathmandu&step=week&metric=cost&by=key' +
        '&keys=key-1,key-2&models=openai/gpt-5&hide=other&sort=input',
    );
  });

  it.each([
    ['plain', PLAIN],
    ['full', FULL],
    ['with a preset', { ...PLAIN, range: { kind: 'preset', preset: 'last-month' } }],
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
    'by=provider',
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

it('counts only keys and models as filters', () => {
  expect(isFiltered({ ...FULL, apiKeyIds: [], modelIds: [] })).toBe(false);
  expect(isFiltered({ ...PLAIN, apiKeyIds: ['key-1'] })).toBe(true);
  expect(isFiltered({ ...PLAIN, modelIds: ['openai/gpt-5'] })).toBe(true);
});

describe('what is asked of the server', () => {
  const frame = {
    from: new Date('2026-05-24T22:00:00Z'),
    to: new Date('2026-06-23T22:00:00Z'),
    zone: 'Europe/Berlin',
    step: 'DAY',
  } as const;

  it('is the same time, zone and filter for tiles, chart and table, so that their sums agree', () => {
    const { table, byModel, chart } = usageVariables(FULL, frame);
    const scope = {
      from: '2026-05-24T22:00:00.000Z',
      to: '2026-06-23T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
      apiKeyIds: ['key-1', 'key-2'],
      modelIds: ['openai/gpt-5'],
    };

    expect(table).toEqual({ ...scope, granularity: 'TOTAL', groupBy: ['MODEL', 'API_KEY'] });
    expect(byModel).toEqual({ ...scope, granularity: 'TOTAL', groupBy: ['MODEL'] });
    expect(chart).toEqual({ ...scope, granularity: 'DAY', groupBy: ['API_KEY'] });
  });

  it('names no filter where there is none, because an empty one is refused', () => {
    const { chart } = usageVariables(PLAIN, frame);

    expect(Object.keys(chart)).toEqual(['from', 'to', 'timeZone', 'granularity', 'groupBy']);
    expect(chart.groupBy).toEqual(['MODEL']);
  });
});

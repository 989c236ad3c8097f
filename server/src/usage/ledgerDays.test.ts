import { type CallsAsked, ledgerDays, refuseCallsGone } from './ledgerDays';

const asked = (granularity: CallsAsked['granularity'], from: string, to: string): CallsAsked => ({
  granularity,
  from: new Date(from),
  to: new Date(to),
});

it.each<[string, CallsAsked, string[]]>([
  ['none for whole quarters', asked('HOUR', '2026-03-01T10:15Z', '2026-04-01T10:30Z'), []],
  ['none for whole days of Kathmandu', asked('DAY', '2026-03-01T18:15Z', '2026-04-01T18:15Z'), []],
  [
    'the first and the last for a range that begins and ends within a quarter',
    asked('DAY', '2026-03-01T10:14:59.999Z', '2026-04-01T00:00:00.001Z'),
    ['2026-03-01', '2026-04-01'],
  ],
  [
    'not the day after a last quarter',
    asked('TOTAL', '2026-03-01T23:50Z', '2026-03-02T10:00Z'),
    ['2026-03-01'],
  ],
  [
    'one for a range within a quarter',
    asked('TOTAL', '2026-03-01T10:01Z', '2026-03-01T10:02Z'),
    ['2026-03-01'],
  ],
  [
    'all of them for what is finer than quarters',
    asked('FIVE_MINUTES', '2026-02-27T23:00Z', '2026-03-02T00:00Z'),
    ['2026-02-27', '2026-02-28', '2026-03-01'],
  ],
])('reads of the ledger %s', (_case, question, days) => {
  expect(ledgerDays(question)).toEqual(days);
});

const CASES: [string, CallsAsked, string | null][] = [
  [
    'five minutes of a day that is gone',
    asked('FIVE_MINUTES', '2026-03-01T10:00Z', '2026-03-02T10:00Z'),
    'granularity',
  ],
  ['minutes of a day that is gone', asked('MINUTE', '2026-02-01T10:00Z', '2026-02-01T11:00Z'), 'granularity'],
  [
    'a beginning within a quarter that is gone',
    asked('DAY', '2026-03-01T10:01Z', '2026-03-05T00:00Z'),
    'from',
  ],
  ['an end within a quarter that is gone', asked('TOTAL', '2026-02-01T00:00Z', '2026-03-01T23:59Z'), 'to'],
  ['minutes from the first day on', asked('MINUTE', '2026-03-02T00:00Z', '2026-03-02T10:00Z'), null],
  [
    'quarters that are gone, for their sums stay',
    asked('HOUR', '2026-01-01T00:15Z', '2026-02-01T00:30Z'),
    null,
  ],
  ['an end within a quarter that is there', asked('DAY', '2026-01-01T00:00Z', '2026-03-02T00:01Z'), null],
];

describe('when single calls are kept from 2 March on', () => {
  it.each(CASES.filter(([, , field]) => field !== null))('refuses %s', (_case, question, field) => {
    expect(() => refuseCallsGone(question, '2026-03-02')).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        details: { field },
        message: expect.stringContaining('2026-03-02'),
      }),
    );
  });

  it.each(CASES.filter(([, , field]) => field === null))('answers %s', (_case, question) => {
    expect(() => refuseCallsGone(question, '2026-03-02')).not.toThrow();
  });
});

it.each(CASES)('answers %s when all calls are kept', (_case, question) => {
  expect(() => refuseCallsGone(question, null)).not.toThrow();
});

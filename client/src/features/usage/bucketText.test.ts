import { axisText, barText } from './bucketText';

const LOCALE = 'en-IE';

it.each([
  ['HOUR', '2026-03-29T12:00:00Z', '14:00'],
  ['HOUR', '2026-03-28T23:00:00Z', '29 Mar'],
  ['DAY', '2026-03-28T23:00:00Z', '29 Mar'],
  ['WEEK', '2026-03-29T22:00:00Z', '30 Mar'],
  ['MONTH', '2026-02-28T23:00:00Z', 'Mar 2026'],
] as const)('names a bar of one %s at %s on the axis by the calendar of the zone', (step, at, text) => {
  expect(axisText(new Date(at), step, 'Europe/Berlin', LOCALE)).toBe(text);
});

it.each([
  ['HOUR', /Sun,? 29 Mar,? 14:00/],
  ['DAY', /Sun,? 29 Mar 2026/],
  ['WEEK', /^29 Mar 2026$/],
  ['MONTH', /^March 2026$/],
] as const)('tells the whole truth about a bar of one %s in a tooltip', (step, text) => {
  expect(barText(new Date('2026-03-29T12:00:00Z'), step, 'Europe/Berlin', LOCALE)).toMatch(text);
});

it('names an hour after its own clock where zones are not whole hours off', () => {
  expect(axisText(new Date('2026-06-01T06:15:00Z'), 'HOUR', 'Asia/Kathmandu', LOCALE)).toBe('12:00');
});

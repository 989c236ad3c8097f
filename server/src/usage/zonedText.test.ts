import { createZonedText } from './zonedText';

describe('an instant in a zone', () => {
  it.each([
    ['UTC', '2026-03-29T00:00:00Z', '2026-03-29T00:00:00+00:00'],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T00:00:00+01:00'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30T00:00:00+02:00'],
    ['Asia/Kathmandu', '2026-05-01T18:15:00Z', '2026-05-02T00:00:00+05:45'],
    ['America/St_Johns', '2026-01-01T03:30:00Z', '2026-01-01T00:00:00-03:30'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:30:00+10:30'],
    ['UTC', '2026-03-29T00:00:00.120Z', '2026-03-29T00:00:00.120+00:00'],
  ])('%s %s is written %s, and read back is the same', (zone, instant, expected) => {
    const text = createZonedText(zone)(new Date(instant));

    expect(text).toBe(expected);
    expect(new Date(text)).toEqual(new Date(instant));
  });
});

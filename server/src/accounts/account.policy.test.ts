import { isPaid, type PlanName } from './account.policy';

const NOW = new Date('2026-11-23T08:00:00.000Z');

describe('a plan', () => {
  it.each<[string, PlanName, string | null, boolean]>([
    ['paid without an end', 'PAID', null, true],
    ['paid until a moment from now', 'PAID', '2026-11-23T08:00:00.001Z', true],
    ['paid until this very instant', 'PAID', '2026-11-23T08:00:00.000Z', false],
    ['paid until a moment ago', 'PAID', '2026-11-23T07:59:59.999Z', false],
    ['free', 'FREE', null, false],
    ['free with an end to come', 'FREE', '2027-01-01T00:00:00.000Z', false],
  ])('that is %s', (_case, plan, endsAt, expected) => {
    expect(isPaid({ plan, planEndsAt: endsAt === null ? null : new Date(endsAt) }, NOW)).toBe(expected);
  });
});

import type { ApiKeyStatus } from '../../graphql/apiKeys/graphql';
import { isOverlapping, standingOf } from './apiKeyStanding';

const NOW = new Date('2026-06-23T12:00:00Z');

function standing(status: ApiKeyStatus, expiresAt: string | null = null, revokedAt: string | null = null) {
  return standingOf({ status, expiresAt, revokedAt, leak: null }, NOW);
}

it.each([
  ['ACTIVE', 'active'],
  ['PAUSED_PLAN', 'paused'],
  ['LIMIT_REACHED', 'limit'],
  ['DISABLED_LEAKED', 'leaked'],
  ['EXPIRED', 'expired'],
  ['REVOKED', 'revoked'],
] as const)('shows what the server says of a key: %s', (status, kind) => {
  expect(standing(status)).toMatchObject({ kind });
});

it.each([
  ['2026-06-30T12:00:00.001Z', { kind: 'active' }],
  ['2026-06-30T12:00:00.000Z', { kind: 'expiresSoon', days: 7 }],
  ['2026-06-25T11:00:00.000Z', { kind: 'expiresSoon', days: 1 }],
  ['2026-06-24T11:59:59.000Z', { kind: 'expiresSoon', days: 0 }],
  ['2026-06-23T12:00:00.000Z', { kind: 'expired' }],
  ['2026-06-23T11:59:59.000Z', { kind: 'expired' }],
])('warns of the end of a working key for a week before %s', (expiresAt, expected) => {
  expect(standing('ACTIVE', expiresAt)).toMatchObject(expected);
});

it.each(['PAUSED_PLAN', 'LIMIT_REACHED', 'DISABLED_LEAKED', 'REVOKED'] as const)(
  'does not hide behind a near end that a key is %s',
  (status) => {
    expect(standing(status, '2026-06-24T12:00:00.000Z').kind).not.toBe('expiresSoon');
  },
);

it('says when a key was revoked', () => {
  expect(standing('REVOKED', null, '2026-06-01T00:00:00.000Z')).toEqual({
    kind: 'revoked',
    at: '2026-06-01T00:00:00.000Z',
  });
});

it.each([
  ['https://gist.github.com/a/b', 'gist.github.com'],
  ['no address', null],
  [null, null],
])('says when a leaked key was found, and on whose page: %s', (url, host) => {
  const leak = { url, reportedAt: '2026-06-01T00:00:00.000Z' };
  const facts = { status: 'DISABLED_LEAKED', expiresAt: null, revokedAt: null, leak } as const;

  expect(standingOf(facts, NOW)).toEqual({ kind: 'leaked', at: leak.reportedAt, host });
});

it.each([
  ['ACTIVE', true],
  ['PAUSED_PLAN', true],
  ['REVOKED', false],
  ['DISABLED_LEAKED', false],
] as const)('a key that is %s answers to an old secret: %s', (status, isSo) => {
  expect(isOverlapping({ status, oldSecretEndsAt: '2026-06-24T12:00:00.000Z' }, NOW)).toBe(isSo);
});

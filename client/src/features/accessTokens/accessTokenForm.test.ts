import { createInput, expiresAtOf, NEW_TOKEN, problemsOf } from './accessTokenForm';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('the form of an access token', () => {
  it('asks for a name and for at least one scope', () => {
    expect(problemsOf(NEW_TOKEN)).toEqual({ name: 'nameMissing', scopes: 'noScope' });
    expect(problemsOf({ ...NEW_TOKEN, name: 'x'.repeat(65), scopes: ['KEYS_READ'] })).toEqual({
      name: 'nameLong',
      scopes: null,
    });
  });

  it('ends with the last day in the zone of whoever makes it, also where the clocks change before', () => {
    expect(expiresAtOf('30d', 'Europe/Berlin', NOW)).toBe('2026-03-31T21:59:59.999Z');
    expect(expiresAtOf('never', 'Europe/Berlin', NOW)).toBeNull();
  });

  it('sends the scopes in their order, and no expiry for a token that lives for ever', () => {
    const values = { name: ' ci ', scopes: ['AUDIT_READ', 'KEYS_READ'], lifetime: 'never' } as const;

    expect(createInput(values, 'UTC', NOW)).toEqual({ name: 'ci', scopes: ['KEYS_READ', 'AUDIT_READ'] });
  });
});

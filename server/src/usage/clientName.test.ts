import { clientName } from './clientName';

describe('a client', () => {
  it('is its user agent and its network, never its address', () => {
    expect(clientName('OpenAI/JS 6.49.0', '203.0.113.77')).toBe('OpenAI/JS 6.49.0 from 203.0.113.0/24');
  });

  it.each([
    [undefined, 'unnamed client from 203.0.113.0/24'],
    ['  ', 'unnamed client from 203.0.113.0/24'],
    ['a\u0000b\u001b[31m\u202e', 'ab[31m from 203.0.113.0/24'],
    ['x'.repeat(16_000), `${'x'.repeat(100)} from 203.0.113.0/24`],
    ['🚀'.repeat(101), `${'🚀'.repeat(100)} from 203.0.113.0/24`],
  ])('called %p is shown as %p', (userAgent, name) => {
    expect(clientName(userAgent, '203.0.113.1')).toBe(name);
  });

  it('that is gone already comes from an unknown network', () => {
    expect(clientName('curl/8', undefined)).toBe('curl/8 from unknown');
  });

  it('shows no key that stands in its user agent, nor a part of one', () => {
    const secret = `aim_sk_${'k'.repeat(49)}`;

    expect(clientName(`curl ${secret}`, '203.0.113.1')).toBe('curl [redacted] from 203.0.113.0/24');
    expect(clientName(`${'x'.repeat(80)} ${secret}`, '203.0.113.1')).not.toContain('kkk');
  });
});

import { clientName, networkOf } from './clientName';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0db8:0001::6', '2001:db8:1::/48'],
    ['2001:db8::6', '2001:db8:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['::1', '0:0:0::/48'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
    ['1.2.3', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a client', () => {
  it('is its user agent and its network, never its address', () => {
    expect(clientName('OpenAI/JS 6.49.0', '203.0.113.77')).toBe('OpenAI/JS 6.49.0 from 203.0.113.0/24');
  });

  it.each([
    [undefined, 'unnamed client from 203.0.113.0/24'],
    ['  ', 'unnamed client from 203.0.113.0/24'],
    ['a\u0000b\u001b[31m\u202e', 'ab[31m from 203.0.113.0/24'],
    ['x'.repeat(500), `${'x'.repeat(100)} from 203.0.113.0/24`],
  ])('called %p is shown as %p', (userAgent, name) => {
    expect(clientName(userAgent, '203.0.113.1')).toBe(name);
  });
});

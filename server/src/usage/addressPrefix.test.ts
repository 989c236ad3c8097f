import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { addressPrefix } from './addressPrefix';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['0.0.0.0', '0.0.0.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['::FFFF:cb00:714d', '203.0.113.0/24'],
    ['0:0:0:0:0:ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:0DB8:0001::6', '2001:db8:1::/48'],
    ['2001:db8::6', '2001:db8::/48'],
    ['0:0:3:4:5:6:7:8', '0:0:3::/48'],
    ['64:ff9b::203.0.113.77', '64:ff9b::/48'],
    ['2001:db8:1:2:3:4:203.0.113.77', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::1', '::/48'],
    ['::', '::/48'],
    [undefined, 'unknown'],
    ['', 'unknown'],
    ['%', 'unknown'],
    ['not an address', 'unknown'],
    ['1.2.3', 'unknown'],
    ['203.0.113.77:443', 'unknown'],
    ['[2001:db8::1]', 'unknown'],
    ['1::2::3', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(addressPrefix(address)).toBe(network);
  });

  it('holds every address that there is, and tells no more of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        const prefix = addressPrefix(address);
        const [network = '', bits = ''] = prefix.split('/');
        const family = isIPv4(network) ? 'ipv4' : 'ipv6';
        const list = new BlockList();
        list.addSubnet(network, Number(bits), family);

        expect(bits).toBe(family === 'ipv4' ? '24' : '48');
        expect(list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')).toBe(true);
        expect(addressPrefix(network)).toBe(prefix);
      }),
    );
  });
});

import { isForbiddenAddress } from './forbiddenAddress';

describe('an address that no upstream may have', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.169.254',
    '169.254.170.2',
    '192.0.0.192',
    '100.100.100.200',
    '168.63.129.16',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '::',
    '[::]',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'ff02::1',
    'fd00:ec2::254',
    'FD00:0EC2:0:0:0:0:0:0254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::ffff:0:169.254.169.254',
    '::169.254.169.254',
    '::ffff:0.0.0.0',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
  ])('is %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.0.0.5',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '8.8.8.8',
    '169.253.255.255',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fc00::1',
    '2606:4700::1111',
    '64:ff9b::8.8.8.8',
    '2002:808:808::1',
    'example.com',
    '',
  ])('is not %s', (address) => {
    expect(isForbiddenAddress(address)).toBe(false);
  });
});

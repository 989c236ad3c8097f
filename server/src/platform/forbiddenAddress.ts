import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Addresses that no upstream ever has: of no host or of every host, of many hosts, and those where clouds hand out the
 * credentials of a machine. Loopback and private ranges are not among them: operators run models there.
 */
const FORBIDDEN = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  FORBIDDEN.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  FORBIDDEN.addSubnet(network, bits, 'ipv6');
}
/** Metadata of Alibaba Cloud and Azure, and of Amazon over IPv6. */
FORBIDDEN.addAddress('100.100.100.200', 'ipv4');
FORBIDDEN.addAddress('168.63.129.16', 'ipv4');
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6');

/** The IPv6 networks that carry an IPv4 address, and the 16-bit group at which it begins. */
const CARRIERS = [
  { network: '::', bits: 96, from: 6 },
  { network: '::ffff:0:0', bits: 96, from: 6 },
  { network: '::ffff:0:0:0', bits: 96, from: 6 },
  { network: '64:ff9b::', bits: 96, from: 6 },
  { network: '2002::', bits: 16, from: 1 },
].map(({ network, bits, from }) => {
  const list = new BlockList();
  list.addSubnet(network, bits, 'ipv6');
  return { list, from };
});

/** True for an IP address that may be no upstream's, in whichever way it is written. False for what is no address. */
export function isForbiddenAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  if (!isIPv6(bare)) return FORBIDDEN.check(bare, 'ipv4');
  if (FORBIDDEN.check(bare, 'ipv6')) return true;
  // The loopback address lies in the same network as addresses of the form ::192.0.2.1.
  if (isLoopback(bare)) return false;
  return CARRIERS.some(
    ({ list, from }) => list.check(bare, 'ipv6') && isForbiddenAddress(carried(bare, from)),
  );
}

function isLoopback(address: string): boolean {
  return groupsOf(address).every((group, index) => group === (index === 7 ? 1 : 0));
}

function carried(address: string, from: number): string {
  const groups = groupsOf(address);
  return [groups[from] ?? 0, groups[from + 1] ?? 0].flatMap((group) => [group >> 8, group & 255]).join('.');
}

/** The eight 16-bit groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The address of a URL is always written in its shortest form of groups only.
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = text.split('::');
  const before = numbersOf(head);
  if (tail === undefined) return before;
  const after = numbersOf(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function numbersOf(groups: string): number[] {
  return groups === '' ? [] : groups.split(':').map((group) => Number.parseInt(group, 16));
}

/** All eight groups of an IPv6 address without a zone: `::` may hide some of them, and the last two may be written as IPv4. */
export function ipv6Groups(address: string): string[] {
  const [before = [], after = []] = shortestIpv6(address)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')));
  const hidden = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...hidden, ...after];
}

/** The IPv4 address that these groups of an IPv6 address stand for (`::ffff:0:0/96`, RFC 4291, 2.5.5.2); null for any other. */
export function mappedIpv4(groups: readonly string[]): string | null {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return null;
  return groups.slice(6).flatMap(bytesOf).join('.');
}

function bytesOf(group: string): number[] {
  const both = Number.parseInt(group, 16);
  return [both >> 8, both & 255];
}

/** The one way of writing an IPv6 address that URLs have: lower-case groups of hexadecimal digits, zeros left out. */
export function shortestIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** All eight groups of an IPv6 address without a zone: `::` may hide some of them, and the last two may be written as IPv4. */
export function ipv6Groups(address: string): string[] {
  const [before = [], after = []] = shortestIpv6(address)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')));
  const hidden = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...hidden, ...after];
}

/** The one way of writing an IPv6 address that URLs have: lower-case groups of hexadecimal digits, zeros left out. */
export function shortestIpv6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

import { isIP } from 'node:net';
import { ipv6Groups, mappedIpv4, shortestIpv6 } from '../platform/ipv6Address';

/**
 * The network that an address is in, so that no single machine can be told: the /24 of an IPv4 address, also of one that
 * is written as IPv6, and the /48 of any other IPv6 address, in its shortest form. `unknown` for everything else, such as
 * the address of a client that is gone already.
 */
export function addressPrefix(address: string | undefined): string {
  const [withoutZone = ''] = address?.split('%', 1) ?? [];
  const version = isIP(withoutZone);
  if (version === 4) return ipv4Prefix(withoutZone);
  return version === 6 ? ipv6Prefix(ipv6Groups(withoutZone)) : 'unknown';
}

function ipv4Prefix(address: string): string {
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}

function ipv6Prefix(groups: readonly string[]): string {
  const ipv4 = mappedIpv4(groups);
  return ipv4 === null ? `${shortestIpv6(`${groups.slice(0, 3).join(':')}::`)}/48` : ipv4Prefix(ipv4);
}

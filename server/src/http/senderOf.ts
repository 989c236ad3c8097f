import { isIPv6 } from 'node:net';
import { ipv6Groups, mappedIpv4 } from '../platform/ipv6Address';

/**
 * Whom a bound for one address counts as one: an IPv4 address, however it is written, or the /64 of an IPv6 address. Whoever
 * has one address of that has all of them, and could send from a new one each time. A connection that was reset already tells
 * no address, whatever its type says: all of these count as one.
 */
export function senderOf(address: string | undefined): string {
  if (address === undefined) return '';
  const [withoutZone = ''] = address.split('%', 1);
  if (!isIPv6(withoutZone)) return address;
  const groups = ipv6Groups(withoutZone);
  return mappedIpv4(groups) ?? `${groups.slice(0, 4).join(':')}::/64`;
}

import { isIPv6 } from 'node:net';
import { ipv6Groups } from '../platform/ipv6Address';

const MAPPED_IPV4 = /^::ffff:\d/i;

/**
 * Whom a bound for one address counts as one: an IPv4 address, or the /64 of an IPv6 address. Whoever has one address of that has
 * all of them, and could send from a new one each time. A connection that was reset already tells no address, whatever its type
 * says: all of these count as one.
 */
export function senderOf(address: string | undefined): string {
  if (address === undefined) return '';
  if (!address.includes(':') || MAPPED_IPV4.test(address)) return address;
  const [withoutZone = ''] = address.split('%', 1);
  return isIPv6(withoutZone) ? `${ipv6Groups(withoutZone).slice(0, 4).join(':')}::/64` : address;
}

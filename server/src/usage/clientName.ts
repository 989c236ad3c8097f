import { isIP } from 'node:net';

const USER_AGENT_LENGTH = 100;
const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What a program is called in lists: its user agent and the network it comes from. */
export function clientName(userAgent: string | undefined, address: string): string {
  const agent = [...(userAgent ?? '')]
    .filter((character) => !/\p{C}/u.test(character))
    .join('')
    .trim();
  return `${agent.slice(0, USER_AGENT_LENGTH) || 'unnamed client'} from ${networkOf(address)}`;
}

/** The /24 of an IPv4 address or the /48 of an IPv6 one, so that no single machine can be told; `unknown` for anything else. */
export function networkOf(address: string): string {
  const plain = MAPPED_IPV4.exec(address)?.[1] ?? address.split('%')[0] ?? '';
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(plain) === 6) return `${firstGroups(plain)}::/48`;
  return 'unknown';
}

/** The first three groups of an IPv6 address, written out: `::` may hide some of them. */
function firstGroups(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(8 - before.length - after.length).fill('0') : [];
  const groups = [...before, ...zeros, ...after];
  return groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

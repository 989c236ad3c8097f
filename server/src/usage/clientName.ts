import { redactText } from '../platform/redact';
import { addressPrefix } from './addressPrefix';

const USER_AGENT_LENGTH = 100;
/** A header may have 16 KB. What comes after this is not looked at, for this is on the way of every call. */
const LOOKED_AT_LENGTH = 400;

/**
 * What a program is called in lists: the first 100 printable characters of its user agent and the network it comes from,
 * such as `OpenAI/JS 6.49.0 from 203.0.113.0/24`. Never throws; shows no key that somebody put into the user agent.
 */
export function clientName(userAgent: string | undefined, address: string | undefined): string {
  const printable = [...redactText((userAgent ?? '').slice(0, LOOKED_AT_LENGTH).replace(/\p{C}/gu, ''))];
  const agent = printable.slice(0, USER_AGENT_LENGTH).join('').trim();
  return `${agent || 'unnamed client'} from ${addressPrefix(address)}`;
}

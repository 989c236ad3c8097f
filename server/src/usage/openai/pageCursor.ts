import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidInput } from '../../platform/domainError';
import type { UsagePageQuestion } from './usagePageQuestion';

const PREFIX = 'page_';
const TIME_BYTES = 6;
const MAC_BYTES = 16;

/** Where the next page of a list begins, as a text that only we can make and that fits one question of one account. */
export class PageCursors {
  /** @param secret kept by the server; the same on every node. */
  constructor(private readonly secret: string) {}

  write(accountId: string, question: UsagePageQuestion, startsAt: number): string {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(startsAt, 0, TIME_BYTES);
    return PREFIX + Buffer.concat([time, this.mac(accountId, question, time)]).toString('base64url');
  }

  /** In seconds since 1970. @throws DomainError INVALID_INPUT for any other text, also one that fits another question. */
  read(accountId: string, question: UsagePageQuestion, page: string): number {
    const bytes = Buffer.from(page.startsWith(PREFIX) ? page.slice(PREFIX.length, 100) : '', 'base64url');
    const time = bytes.subarray(0, TIME_BYTES);
    const mac = bytes.subarray(TIME_BYTES);
    if (mac.length === MAC_BYTES && timingSafeEqual(mac, this.mac(accountId, question, time))) {
      return time.readUIntBE(0, TIME_BYTES);
    }
    throw invalidInput('page', 'Send next_page of an earlier answer to the same question.');
  }

  private mac(accountId: string, question: UsagePageQuestion, time: Buffer): Buffer {
    const { page: _page, limit: _limit, ...asked } = question;
    return createHmac('sha256', this.secret)
      .update(JSON.stringify(['usage page', accountId, asked]))
      .update(time)
      .digest()
      .subarray(0, MAC_BYTES);
  }
}

import type { ExpiringApiKeysQuery } from '../../graphql/apiKeys/graphql';
import { DAY_MS } from '../../lib/zonedTime';

type ExpiringKey = Pick<
  ExpiringApiKeysQuery['apiKeys']['nodes'][number],
  'id' | 'name' | 'status' | 'expiresAt'
>;

/** What the banner says: how many keys end, and how soon the first of them. */
export interface ExpiryWarning {
  readonly within: 'day' | 'week';
  readonly count: number;
  /** The same as long as the same keys are as near to their end. */
  readonly signature: string;
}

const STORE = 'keymeter.expiryDismissed';

/** Keys that end within a day; when there are none, those that end within seven days; null without either. */
export function expiryWarning(apiKeys: readonly ExpiringKey[], now: Date): ExpiryWarning | null {
  const within = (days: number) =>
    apiKeys.filter(({ status, expiresAt }) => {
      if (expiresAt === null || (status !== 'ACTIVE' && status !== 'LIMIT_REACHED')) return false;
      const leftMs = Date.parse(expiresAt) - now.getTime();
      return leftMs > 0 && leftMs <= days * DAY_MS;
    });
  const today = within(1);
  if (today.length > 0) return warningOf('day', today);
  const week = within(7);
  return week.length > 0 ? warningOf('week', week) : null;
}

function warningOf(within: ExpiryWarning['within'], apiKeys: readonly ExpiringKey[]): ExpiryWarning {
  const ends = apiKeys.map(({ id, expiresAt }) => `${id} ${expiresAt}`).sort();
  return { within, count: apiKeys.length, signature: [within, ...ends].join('|') };
}

export function isExpiryDismissed({ signature }: ExpiryWarning): boolean {
  try {
    return localStorage.getItem(STORE) === signature;
  } catch {
    return false; // a browser that keeps nothing shows it again
  }
}

/** Puts this warning away in this browser, and no other. */
export function dismissExpiry({ signature }: ExpiryWarning): void {
  try {
    localStorage.setItem(STORE, signature);
  } catch {
    // a browser that keeps nothing shows it again
  }
}

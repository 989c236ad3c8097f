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
  /** One for each key, the same as long as it is as near to the same end. */
  readonly entries: readonly string[];
}

const STORE = 'keymeter.expiryDismissed';
const MOST_DISMISSED = 500;

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
  const entries = apiKeys.map(({ id, expiresAt }) => `${within} ${id} ${expiresAt}`);
  return { within, count: apiKeys.length, entries };
}

/** True when all that it is about was put away in this browser. */
export function isExpiryDismissed({ entries }: ExpiryWarning): boolean {
  const dismissed = new Set(recallDismissed());
  return entries.every((entry) => dismissed.has(entry));
}

/** Puts this warning away in this browser: it comes back when another key comes near its end, or one of these nearer. */
export function dismissExpiry({ entries }: ExpiryWarning): void {
  const kept = [...new Set([...recallDismissed(), ...entries])].slice(-MOST_DISMISSED);
  try {
    localStorage.setItem(STORE, kept.join('\n'));
  } catch {
    // a browser that keeps nothing shows it again
  }
}

function recallDismissed(): string[] {
  try {
    return localStorage.getItem(STORE)?.split('\n') ?? [];
  } catch {
    return []; // a browser that keeps nothing shows it again
  }
}

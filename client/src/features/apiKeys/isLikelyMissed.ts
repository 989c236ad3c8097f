import { DAY_MS } from '../../lib/zonedTime';

/** True for a key that was used within a day: somebody is likely to miss it, so that its end has to be confirmed by typing. */
export function isLikelyMissed({ lastUsedAt }: { lastUsedAt: string | null }, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < DAY_MS;
}

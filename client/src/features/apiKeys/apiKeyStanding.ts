import type { ApiKeyStatus } from '../../graphql/apiKeys/graphql';
import { DAY_MS } from '../../lib/zonedTime';

/** Keys that end within this time say so. */
const SOON_MS = 7 * DAY_MS;

export type ApiKeyStanding =
  | { kind: 'active' | 'paused' | 'limit' }
  | { kind: 'leaked'; at: string | null; host: string | null }
  | { kind: 'expiresSoon'; days: number; at: string }
  | { kind: 'expired'; at: string | null }
  | { kind: 'revoked'; at: string | null };

interface StandingFacts {
  readonly status: ApiKeyStatus;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly leak: { readonly url: string | null; readonly reportedAt: string } | null;
}

/** How a key stands right now. The server's word comes first; only "expires soon" is read from the clock. */
export function standingOf({ status, expiresAt, revokedAt, leak }: StandingFacts, now: Date): ApiKeyStanding {
  switch (status) {
    case 'REVOKED':
      return { kind: 'revoked', at: revokedAt };
    case 'DISABLED_LEAKED':
      return { kind: 'leaked', at: leak?.reportedAt ?? null, host: hostOf(leak?.url ?? null) };
    case 'PAUSED_PLAN':
      return { kind: 'paused' };
    case 'EXPIRED':
      return { kind: 'expired', at: expiresAt };
    case 'LIMIT_REACHED':
      return { kind: 'limit' };
    case 'ACTIVE':
      return activeStanding(expiresAt, now);
  }
}

function activeStanding(expiresAt: string | null, now: Date): ApiKeyStanding {
  if (expiresAt === null) return { kind: 'active' };
  const leftMs = Date.parse(expiresAt) - now.getTime();
  if (leftMs <= 0) return { kind: 'expired', at: expiresAt };
  if (leftMs > SOON_MS) return { kind: 'active' };
  return { kind: 'expiresSoon', days: Math.floor(leftMs / DAY_MS), at: expiresAt };
}

/** Whose page it is; null when that was not told. */
function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}

/** True while a rotated key still answers to its old secret, too. */
export function isOverlapping(
  { status, oldSecretEndsAt }: { status: ApiKeyStatus; oldSecretEndsAt: string | null },
  now: Date,
): boolean {
  const isStopped = status === 'REVOKED' || status === 'DISABLED_LEAKED';
  return !isStopped && oldSecretEndsAt !== null && Date.parse(oldSecretEndsAt) > now.getTime();
}

/** True for a key that can be given a new secret: not for one that has stopped for good. */
export function canRotate({ status }: { status: ApiKeyStatus }): boolean {
  return status === 'ACTIVE' || status === 'PAUSED_PLAN' || status === 'LIMIT_REACHED';
}

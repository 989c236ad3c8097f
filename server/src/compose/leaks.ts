import { GithubAlerts } from '../leaks/githubAlerts';
import { GithubKeys } from '../leaks/githubKeys';
import { LeakReceiver } from '../leaks/leakReceiver';
import type { Config } from '../platform/config';
import { fetchText } from '../platform/fetchText';
import type { Logger } from '../platform/logger';
import type { Services } from './services';

/** Whoever takes reports of leaked secrets. */
export interface Leaks {
  readonly keyPrefix: string;
  readonly leakReceiver: LeakReceiver;
  readonly githubAlerts: GithubAlerts;
}

export function openLeaks(
  config: Pick<Config, 'githubKeysUrl' | 'keyPrefix'>,
  { apiKeyLeak, accessTokens }: Pick<Services, 'apiKeyLeak' | 'accessTokens'>,
  logger: Pick<Logger, 'warn'>,
): Leaks {
  const leakReceiver = new LeakReceiver([
    (found) => apiKeyLeak.disable(found),
    (found) => accessTokens.revokeLeaked(found),
  ]);
  const keys = new GithubKeys({
    url: config.githubKeysUrl,
    fetchText,
    nowMs: () => performance.now(),
    onError: (error) => logger.warn({ err: error }, "GitHub's public keys could not be had."),
  });
  return { keyPrefix: config.keyPrefix, leakReceiver, githubAlerts: new GithubAlerts(keys, leakReceiver) };
}

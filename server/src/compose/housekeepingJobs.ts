import { SignInRemainsRepository } from '../accounts/signInRemains.repository';
import type { Config } from '../platform/config';
import type { Logger } from '../platform/logger';
import { FailedAttemptsRepository } from '../usage/failedAttempts.repository';
import { UsagePartitionsRepository } from '../usage/usagePartitions.repository';
import type { Services } from './services';
import { makeUsageProofs } from './usageProofs';

/** Work that comes again. One run has a bound, and two nodes may do it at once. */
export interface HousekeepingJob {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  /** True: its first run comes after `everyMs`, so that no start waits for it. */
  readonly notAtStart?: true;
}

const PARTITION_DAYS_AHEAD = 7;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** All of it. A job that fails harms nothing: without a partition of its own a day goes to the default one. */
export function housekeepingJobs(
  services: Pick<Services, 'db' | 'nodes' | 'idempotentCalls' | 'apiKeyExpiry' | 'apiKeyRecount' | 'impact'>,
  { config, logger }: { readonly config: Pick<Config, 'usageRetentionDays'>; readonly logger: Logger },
): HousekeepingJob[] {
  const { nodes, idempotentCalls, apiKeyExpiry, apiKeyRecount, impact } = services;
  const signInRemains = new SignInRemainsRepository(services.db.manager);
  const failedAttempts = new FailedAttemptsRepository(services.db.manager);
  const partitions = new UsagePartitionsRepository(services.db.manager);
  const reconciliation = makeUsageProofs(services.db).reconciliation({
    onWrong: (wrong) =>
      logger.error(
        { wrong: wrong.slice(0, 10), count: wrong.length },
        'Sums of usage were wrong; they are repaired.',
      ),
    retentionDays: config.usageRetentionDays,
    onDropped: (day) => logger.info({ day }, 'A day of the ledger was old enough to go; its sums stay.'),
  });
  return [
    { name: 'ledger partitions', everyMs: HOUR_MS, run: () => partitions.ensure(PARTITION_DAYS_AHEAD) },
    { name: 'old nodes', everyMs: HOUR_MS, run: () => nodes.forgetOld() },
    { name: 'old sessions', everyMs: HOUR_MS, run: () => signInRemains.forgetOld() },
    { name: 'old idempotency keys', everyMs: HOUR_MS, run: () => idempotentCalls.forgetOld() },
    { name: 'old clients', everyMs: HOUR_MS, run: () => impact.forgetOldClients() },
    { name: 'old failed attempts', everyMs: HOUR_MS, run: () => failedAttempts.forgetOld() },
    { name: 'first months of limits', everyMs: MINUTE_MS, run: () => apiKeyRecount.recountFirstMonths() },
    // Often, so that a day before is a day before.
    { name: 'notices of expiry', everyMs: 5 * MINUTE_MS, run: () => apiKeyExpiry.giveNotice() },
    {
      name: 'proof of the sums',
      everyMs: MINUTE_MS,
      // Every node wakes up for it, and one does it.
      run: () => reconciliation.cycle(50),
      notAtStart: true,
    },
  ];
}

import { UsagePartitionsRepository } from '../usage/usagePartitions.repository';
import type { Services } from './services';

/** Work that comes again. One run has a bound, and two nodes may do it at once. */
export interface HousekeepingJob {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
}

const PARTITION_DAYS_AHEAD = 7;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** All of it. A job that fails harms nothing: without a partition of its own a day goes to the default one. */
export function housekeepingJobs(
  services: Pick<Services, 'db' | 'nodes' | 'idempotentCalls' | 'apiKeyExpiry' | 'apiKeyRecount' | 'impact'>,
): HousekeepingJob[] {
  const { nodes, idempotentCalls, apiKeyExpiry, apiKeyRecount, impact } = services;
  const partitions = new UsagePartitionsRepository(services.db.manager);
  return [
    { name: 'ledger partitions', everyMs: HOUR_MS, run: () => partitions.ensure(PARTITION_DAYS_AHEAD) },
    { name: 'old nodes', everyMs: HOUR_MS, run: () => nodes.forgetOld() },
    { name: 'old idempotency keys', everyMs: HOUR_MS, run: () => idempotentCalls.forgetOld() },
    { name: 'old clients', everyMs: HOUR_MS, run: () => impact.forgetOldClients() },
    { name: 'first months of limits', everyMs: MINUTE_MS, run: () => apiKeyRecount.recountFirstMonths() },
    // Often, so that a day before is a day before.
    { name: 'notices of expiry', everyMs: 5 * MINUTE_MS, run: () => apiKeyExpiry.giveNotice() },
  ];
}

import type { Logger } from '../platform/logger';
import { UsagePartitionsRepository } from '../usage/usagePartitions.repository';
import type { Services } from './services';

const DAYS_AHEAD = 7;
const EVERY_MS = 3_600_000;

/** Work that every node does once an hour, safe on all of them at once. */
export class Housekeeping {
  private readonly partitions: UsagePartitionsRepository;
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly services: Pick<Services, 'db' | 'nodes' | 'idempotentCalls'>,
    private readonly logger: Logger,
  ) {
    this.partitions = new UsagePartitionsRepository(services.db.manager);
  }

  /** Does it once before it returns, so that the ledger has a place for today. */
  async start(): Promise<void> {
    await this.work();
    this.timer = setInterval(() => {
      this.working = this.work();
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.working;
  }

  private async work(): Promise<void> {
    try {
      await this.partitions.ensure(DAYS_AHEAD);
      await this.services.nodes.forgetOld();
      await this.services.idempotentCalls.forgetOld();
    } catch (error) {
      // Without a partition of its own a day goes to the default one: nothing is lost.
      this.logger.warn({ err: error }, 'The hourly housekeeping failed; it is tried again in an hour.');
    }
  }
}

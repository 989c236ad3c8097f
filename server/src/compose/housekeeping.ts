import type { Logger } from '../platform/logger';
import type { HousekeepingJob } from './housekeepingJobs';

/** Work that every node does again and again, each job by itself, safe on all of them at once. */
export class Housekeeping {
  private readonly timers: NodeJS.Timeout[] = [];
  /** Jobs that run right now. A job whose last run is not over misses a turn. */
  private readonly running = new Map<HousekeepingJob, Promise<void>>();

  constructor(
    private readonly jobs: readonly HousekeepingJob[],
    private readonly logger: Logger,
  ) {}

  /** Does each job that begins at once before it returns, so that the ledger has a place for today. */
  async start(): Promise<void> {
    for (const job of this.jobs) if (!job.notAtStart) await this.take(job);
    for (const job of this.jobs) this.timers.push(setInterval(() => void this.take(job), job.everyMs));
  }

  /** Waits for what runs right now. */
  async stop(): Promise<void> {
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    await Promise.all(this.running.values());
  }

  private take(job: HousekeepingJob): Promise<void> {
    const run = this.running.get(job) ?? this.work(job).finally(() => this.running.delete(job));
    this.running.set(job, run);
    return run;
  }

  private async work({ name, everyMs, run }: HousekeepingJob): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.logger.warn(
        { err: error, job: name },
        `A housekeeping job failed; it is tried again in ${everyMs / 60_000} minutes.`,
      );
    }
  }
}

import DataLoader from 'dataloader';
import type { Actor } from '../platform/actor';
import type { UsageReportView, UsageService } from './usage.service';
import type { AskUsage, UsageDimension } from './usageQuestion';

/** The part of a request's context that brings it. */
export interface HasUsageLoader {
  readonly usageOf: UsageLoader;
}

/** Different questions that one request may ask of its keys or models. */
const MOST_QUESTIONS = 20;

/**
 * Answers `usage` on each key or model of a list: one statement for each different question, however many rows the list
 * has.
 */
export class UsageLoader {
  private readonly loaders = new Map<string, DataLoader<string, UsageReportView>>();

  constructor(
    private readonly service: UsageService,
    private readonly actor: Actor,
  ) {}

  load(dimension: UsageDimension, id: string, asked: AskUsage): Promise<UsageReportView> {
    const question = JSON.stringify([dimension, asked]);
    let loader = this.loaders.get(question);
    if (!loader) {
      if (this.loaders.size >= MOST_QUESTIONS)
        throw new RangeError('Too many different questions about usage.');
      loader = new DataLoader((ids) => this.service.reportEach(this.actor, asked, { dimension, ids }), {
        maxBatchSize: 1_000,
      });
      this.loaders.set(question, loader);
    }
    return loader.load(id);
  }
}

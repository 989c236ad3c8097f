import type { ModelService } from '../models/model.service';
import type { Actor } from '../platform/actor';
import { isUuid } from '../platform/uuid';
import { type AskUsage, readUsageQuestion, type UsageQuestion } from './usageQuestion';
import type { NumberedUsageQuestion } from './usageSql';

/** Turns what a caller asks into what the database can be asked. */
export class UsageQuestions {
  constructor(
    private readonly models: ModelService,
    private readonly zoneOfAccount: (accountId: string) => Promise<string>,
  ) {}

  /** @throws DomainError INVALID_INPUT for a range, zone, granularity or filter out of bounds. */
  async read(actor: Actor, asked: AskUsage): Promise<UsageQuestion> {
    return readUsageQuestion(asked, asked.timeZone ?? (await this.zoneOfAccount(actor.accountId)));
  }

  /** Keys that are no keys and models that never were stay as filters that nothing passes. */
  async numbered({ modelIds, ...question }: UsageQuestion): Promise<NumberedUsageQuestion> {
    return {
      ...question,
      apiKeyIds: question.apiKeyIds?.filter(isUuid) ?? null,
      modelNumbers: modelIds && (await this.models.numbersOfKnown(modelIds)),
    };
  }
}

import type { ModelService } from '../models/model.service';
import type { Actor } from '../platform/actor';
import { isUuid } from '../platform/uuid';
import type { NumberedUsageQuestion, UsageRepository, UsageSubjects } from './usage.repository';
import { type AskUsage, readUsageQuestion, type UsageQuestion } from './usageQuestion';
import type { UsageAnswer } from './usageReport';

/** A question, as it was understood, and its answer. */
export interface UsageReportView
  extends UsageAnswer,
    Pick<UsageQuestion, 'from' | 'to' | 'timeZone' | 'granularity'> {
  /** Sums were last proved equal to the ledger up to this instant; null while nothing has proved them. */
  readonly reconciledUpTo: Date | null;
}

/** Questions about the account's usage. */
export class UsageService {
  constructor(
    private readonly usage: UsageRepository,
    private readonly models: ModelService,
    private readonly zoneOfAccount: (accountId: string) => Promise<string>,
  ) {}

  /**
   * What the account used, grouped as asked. Keys of other accounts and unknown models used nothing.
   *
   * @throws DomainError INVALID_INPUT for a range, zone, granularity or filter out of bounds.
   */
  async report(actor: Actor, asked: AskUsage): Promise<UsageReportView> {
    const question = await this.read(actor, asked);
    const answer = await this.usage.answer(actor.accountId, await this.numbered(question));
    return toReport(question, answer);
  }

  /** The same question for each subject, in the order of their ids, with one statement. @throws as `report` */
  async reportEach(actor: Actor, asked: AskUsage, subjects: UsageSubjects): Promise<UsageReportView[]> {
    const question = await this.read(actor, asked);
    const answers = await this.usage.answerEach(actor.accountId, await this.numbered(question), subjects);
    return subjects.ids.map((id) => {
      const answer = answers.get(id);
      if (!answer) throw new Error('A subject of a question about usage got no answer.');
      return toReport(question, answer);
    });
  }

  private async read(actor: Actor, asked: AskUsage): Promise<UsageQuestion> {
    return readUsageQuestion(asked, await this.zoneOfAccount(actor.accountId));
  }

  private async numbered({ modelIds, ...question }: UsageQuestion): Promise<NumberedUsageQuestion> {
    return {
      ...question,
      apiKeyIds: question.apiKeyIds?.filter(isUuid) ?? null,
      modelNumbers: modelIds && (await this.models.numbersOfKnown(modelIds)),
    };
  }
}

function toReport({ from, to, timeZone, granularity }: UsageQuestion, answer: UsageAnswer): UsageReportView {
  return { ...answer, from, to, timeZone, granularity, reconciledUpTo: null };
}

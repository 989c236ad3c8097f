import type { Actor } from '../platform/actor';
import type { UsageRepository, UsageSubjects } from './usage.repository';
import type { AskUsage, UsageQuestion } from './usageQuestion';
import type { UsageQuestions } from './usageQuestions';
import type { UsageAnswer } from './usageReport';

/** A question, as it was understood, and its answer. */
export interface UsageReportView
  extends UsageAnswer,
    Pick<UsageQuestion, 'from' | 'to' | 'timeZone' | 'granularity'> {}

/** Questions about the account's usage. */
export class UsageService {
  constructor(
    private readonly usage: UsageRepository,
    private readonly questions: UsageQuestions,
  ) {}

  /**
   * What the account used, grouped as asked. Keys of other accounts and unknown models used nothing.
   *
   * @throws DomainError INVALID_INPUT for a range, zone, granularity or filter out of bounds, and for what only single calls
   * could tell that are not kept any more.
   */
  async report(actor: Actor, asked: AskUsage): Promise<UsageReportView> {
    const question = await this.questions.read(actor, asked);
    const answer = await this.usage.answer(actor.accountId, await this.questions.numbered(question));
    return toReport(question, answer);
  }

  /** The same question for each subject, in the order of their ids, with one statement. @throws as `report` */
  async reportEach(actor: Actor, asked: AskUsage, subjects: UsageSubjects): Promise<UsageReportView[]> {
    const question = await this.questions.read(actor, asked);
    const numbered = await this.questions.numbered(question);
    const answers = await this.usage.answerEach(actor.accountId, numbered, subjects);
    return subjects.ids.map((id) => {
      const answer = answers.get(id);
      if (!answer) throw new Error('A subject of a question about usage got no answer.');
      return toReport(question, answer);
    });
  }
}

function toReport({ from, to, timeZone, granularity }: UsageQuestion, answer: UsageAnswer): UsageReportView {
  return { ...answer, from, to, timeZone, granularity };
}

import type { AuditTrail } from '../audit/auditTrail';
import type { InTransaction } from '../platform/inTransaction';
import type { AccountSlot, SlotProofRepository } from './slotProof.repository';
import type { Fold, UsageDaysRepository } from './usageDays.repository';
import { dayAfter } from './utcDays';
import type { SumsText, WrongSum } from './wrongSum';

/** What a repair is written with, all or nothing. */
export interface RepairWriting {
  readonly slots: SlotProofRepository;
  readonly days: UsageDaysRepository;
  readonly audit: AuditTrail;
}

export interface SumsProofParts {
  readonly slots: SlotProofRepository;
  readonly days: UsageDaysRepository;
  readonly inTransaction: InTransaction<RepairWriting>;
}

/** Who has sums repaired: the system by itself, or an operator. Null: nobody, wrong sums are only told. */
export type Repairer = 'system' | 'operator' | null;

/** Told of wrong sums as they are found, before they are repaired. */
export type OnWrong = (wrong: readonly WrongSum[]) => void;

/** Wrong sums that are looked at and repaired at once. */
const AT_A_TIME = 5_000;
const WINDOW_DAYS = 15;
/** Five million wrong sums of one day are more than there can be: then repairing does not help. */
const MOST_ROUNDS = 1_000;

/** Compares sums with what they were made from, and repairs those that are wrong. */
export class SumsProof {
  constructor(private readonly parts: SumsProofParts) {}

  /** All accounts' slots of at most one UTC day. @throws Error when a wrong slot cannot be mended. */
  async slots(from: Date, to: Date, repairer: Repairer, onWrong: OnWrong): Promise<void> {
    await this.untilRight((limit) => this.parts.slots.compare(from, to, limit), repairer, onWrong);
  }

  /** Single slots, at most 1,000. */
  async lateSlots(slots: readonly AccountSlot[], repairer: Repairer, onWrong: OnWrong): Promise<void> {
    if (slots.length === 0) return;
    await this.untilRight((limit) => this.parts.slots.compareSlots(slots, limit), repairer, onWrong);
  }

  /** All folded days of one account and their parts, half a month at a time. */
  async allDays(
    { accountId, firstDay, foldedTo }: Fold,
    repairer: Repairer,
    onWrong: OnWrong,
  ): Promise<void> {
    for (let from = firstDay ?? foldedTo; from < foldedTo; from = dayAfter(from, WINDOW_DAYS)) {
      const range = { from, to: dayAfter(from, WINDOW_DAYS) };
      const find = (limit: number) => this.parts.days.compare(accountId, range, limit);
      await this.untilRight(find, repairer, onWrong);
    }
  }

  private async untilRight(
    find: (limit: number) => Promise<WrongSum[]>,
    repairer: Repairer,
    onWrong: OnWrong,
  ): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const wrong = await find(AT_A_TIME);
      if (wrong.length > 0) onWrong(wrong);
      if (wrong.length === 0 || repairer === null) return;
      await this.repair(wrong, repairer);
      if (wrong.length < AT_A_TIME) return;
    }
    throw new Error('Sums of usage stay wrong although they were repaired.');
  }

  private repair(wrong: readonly WrongSum[], repairer: 'system' | 'operator'): Promise<void> {
    return this.parts.inTransaction(async ({ slots, days, audit }) => {
      const wrongSlots = wrong.filter(({ kind }) => kind === 'SLOT');
      if (wrongSlots.length > 0) await slots.repair(wrongSlots);
      await days.refold(
        wrong.flatMap(({ kind, accountId, at }) => (kind === 'SLOT' ? [] : { accountId, day: at })),
      );
      for (const [accountId, sums] of byAccount(wrong)) {
        const actor = { kind: repairer, accountId } as const;
        await audit.record(actor, {
          action: 'usage.repaired',
          subject: { id: accountId, name: subjectOf(sums) },
          before: total(sums.map(({ found }) => found)),
          after: total(sums.map(({ shouldBe }) => shouldBe)),
        });
      }
    });
  }
}

function byAccount(wrong: readonly WrongSum[]): Map<string, WrongSum[]> {
  const accounts = new Map<string, WrongSum[]>();
  for (const sum of wrong) {
    const known = accounts.get(sum.accountId);
    if (known) known.push(sum);
    else accounts.set(sum.accountId, [sum]);
  }
  return accounts;
}

/** Such as `usage of 2026-01-15T10:15:00Z`. */
function subjectOf(sums: readonly WrongSum[]): string {
  const times = sums.map(({ at }) => at).sort();
  const [first, last] = [times.at(0) ?? '', times.at(-1) ?? ''];
  return first === last ? `usage of ${first}` : `usage of ${first} to ${last}`;
}

/** Sums of the wrong sums alone. Whole numbers are added exactly; costs stand one by one, at most 20. */
function total(sums: readonly SumsText[]) {
  const add = (pick: (sum: SumsText) => string): string =>
    sums.reduce((all, sum) => all + BigInt(pick(sum)), 0n).toString();
  return {
    sums: sums.length,
    requests: add(({ requests }) => requests),
    inputTokens: add(({ inputTokens }) => inputTokens),
    outputTokens: add(({ outputTokens }) => outputTokens),
    costs: sums.slice(0, 20).map(({ cost }) => cost),
  };
}

import { AuditEventRepository } from '../audit/auditEvent.repository';
import type { Database } from '../db/dataSource';
import { createInTransaction } from '../db/inTransaction';
import { Reconciliation } from '../usage/reconciliation';
import { ReconciliationRepository } from '../usage/reconciliation.repository';
import { SlotProofRepository } from '../usage/slotProof.repository';
import { type OnWrong, SumsProof } from '../usage/sumsProof';
import { UsageDaysRepository } from '../usage/usageDays.repository';
import { UsagePartitionsRepository } from '../usage/usagePartitions.repository';
import { UsageRetention } from '../usage/usageRetention';
import { UsageVerification } from '../usage/usageVerification';

/** What proves the sums of a database: the job, and what the command line asks. */
export interface UsageProofs {
  readonly verification: UsageVerification;
  reconciliation(options: ReconciliationOptions): Reconciliation;
}

export interface ReconciliationOptions {
  /** Told of every wrong sum that a cycle finds. */
  readonly onWrong: OnWrong;
  /** How many days of the ledger are kept. */
  readonly retentionDays: number;
  /** Told of every day that is gone from the ledger. */
  readonly onDropped: (day: string) => void;
}

export function makeUsageProofs(db: Database): UsageProofs {
  const reconciliation = new ReconciliationRepository(db.manager);
  const slots = new SlotProofRepository(db.manager);
  const days = new UsageDaysRepository(db.manager);
  const inTransaction = createInTransaction(db, (transaction) => ({
    slots: new SlotProofRepository(transaction),
    days: new UsageDaysRepository(transaction),
    audit: new AuditEventRepository(transaction),
  }));
  const parts = { proof: reconciliation, slots, days, sums: new SumsProof({ slots, days, inTransaction }) };
  return {
    verification: new UsageVerification(parts),
    reconciliation: ({ onWrong, retentionDays, onDropped }) => {
      const partitions = new UsagePartitionsRepository(db.manager);
      const retention = new UsageRetention({
        ...parts,
        folds: days,
        days: retentionDays,
        partitions,
        onDropped,
      });
      return new Reconciliation({ ...parts, retention, onWrong, monotonicMs: () => performance.now() });
    },
  };
}

import type { Pool } from 'pg';
import { createHotPool } from '../db/hotPool';
import { AdmissionRepository } from '../gateway/admission.repository';
import { AdmissionBatch } from '../gateway/admissionBatch';
import type { Logger } from '../platform/logger';
import type { SecretHasher } from '../platform/secretHash';
import { SettlementRepository } from '../usage/settlement.repository';
import { SettlementQueue } from '../usage/settlementQueue';
import type { SettlementSpool } from '../usage/settlementSpool';

const TAKE_BACK_EVERY_MS = 2_000;

/** The two hot statements and their connections. */
export interface Metering {
  readonly admission: AdmissionBatch;
  readonly settlements: SettlementQueue;
  close(): Promise<void>;
}

export interface MeteringParts {
  readonly databaseUrl: string;
  readonly hasher: SecretHasher;
  readonly nodeId: string;
  readonly spool: SettlementSpool;
  readonly logger: Logger;
}

/**
 * Admission need not wait for the disk: a settlement's commit makes every earlier admission durable, and carries all that
 * the ledger needs.
 */
export function openMetering({ databaseUrl, hasher, nodeId, spool, logger }: MeteringParts): Metering {
  const admissionPool = createHotPool(databaseUrl, {
    applicationName: 'keymeter admission',
    synchronousCommit: false,
  });
  const waitingPool = createHotPool(databaseUrl, {
    applicationName: 'keymeter admission of busy keys',
    synchronousCommit: false,
  });
  const settlementPool = createHotPool(databaseUrl, {
    applicationName: 'keymeter settlement',
    synchronousCommit: true,
  });
  const repository = new SettlementRepository(settlementPool);
  const settlements = new SettlementQueue((batch) => repository.settle(batch), {
    spool,
    onError: (error, message) => logger.error({ err: error }, message),
  });
  const admissionBy = (pool: Pool): AdmissionRepository => new AdmissionRepository(pool, hasher, nodeId);
  const lanes = { fast: admissionBy(admissionPool), slow: admissionBy(waitingPool) };
  const admission = new AdmissionBatch(lanes, {
    onError: (error) => logger.error({ err: error }, 'Requests are refused: the database cannot be asked.'),
    isClosed: () => settlements.isFull,
  });
  // Also when no further request comes.
  const takeBack = setInterval(() => {
    admission
      .takeBackUnknown()
      .catch((error: unknown) => logger.warn({ err: error }, 'Open rows could not be taken back.'));
  }, TAKE_BACK_EVERY_MS);
  return {
    admission,
    settlements,
    close: async () => {
      clearInterval(takeBack);
      await settlements.stop();
      await spool.close();
      await Promise.all([admissionPool, waitingPool, settlementPool].map((pool) => pool.end()));
    },
  };
}

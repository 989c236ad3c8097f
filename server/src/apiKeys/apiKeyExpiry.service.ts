import type { AuditTrail } from '../audit/auditTrail';
import type { InTransaction } from '../platform/inTransaction';
import { expiryNotice } from './apiKeyExpiry';
import type { ApiKeyExpiryRepository } from './apiKeyExpiry.repository';

/** What a notice is written with, all or nothing. */
export interface ApiKeyExpiryWriting {
  readonly expiry: ApiKeyExpiryRepository;
  readonly audit: AuditTrail;
}

/** Keys that one run tells of at most. */
const KEYS_A_RUN = 1_000;
/** Keys in one transaction, so that nobody waits long for one of them. */
const KEYS_AT_ONCE = 100;

/** Tells accounts in their audit log that a key is about to expire, and that it has. */
export class ApiKeyExpiryService {
  constructor(private readonly inTransaction: InTransaction<ApiKeyExpiryWriting>) {}

  /**
   * Gives the notices that are due, each once, on however many nodes this runs; 1,000 at most, the rest at the next run.
   *
   * @returns how many it gave.
   */
  async giveNotice(): Promise<number> {
    let given = 0;
    while (given < KEYS_A_RUN) {
      const told = await this.inTransaction((writing) => tell(writing));
      given += told;
      if (told < KEYS_AT_ONCE) break;
    }
    return given;
  }
}

async function tell({ expiry, audit }: ApiKeyExpiryWriting): Promise<number> {
  const keys = await expiry.takeDue(KEYS_AT_ONCE);
  for (const key of keys) {
    await audit.record({ kind: 'system', accountId: key.accountId }, expiryNotice(key));
  }
  return keys.length;
}

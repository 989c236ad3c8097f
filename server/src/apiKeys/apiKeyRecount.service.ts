import type { InTransaction } from '../platform/inTransaction';
import type { ApiKeyRecountRepository } from './apiKeyRecount.repository';

/** Keys in one transaction, so that no request waits long for one of them. */
const KEYS_AT_ONCE = 100;
const KEYS_A_RUN = 1_000;

/**
 * A key that gets its first limit begins with what it has used this month. A call that was settled in that very instant
 * knew of no limit and may be missing from the start: so each such month is counted again, once, a minute later.
 */
export class ApiKeyRecountService {
  constructor(
    private readonly inTransaction: InTransaction<{ readonly recounts: ApiKeyRecountRepository }>,
  ) {}

  /** Safe on all nodes at once. 1,000 keys at most, the rest at the next run. @returns how many were counted. */
  async recountFirstMonths(): Promise<number> {
    let counted = 0;
    while (counted < KEYS_A_RUN) {
      const taken = await this.inTransaction(async ({ recounts }) => {
        const ids = await recounts.takeDue(KEYS_AT_ONCE);
        if (ids.length > 0) await recounts.recount(ids);
        return ids.length;
      });
      counted += taken;
      if (taken < KEYS_AT_ONCE) break;
    }
    return counted;
  }
}

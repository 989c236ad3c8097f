/**
 * Up to when the sums of the account $1 were last proved equal to the ledger; null while nothing has proved them. A
 * settlement that came later than that takes it back to its own slot, until that slot is proved again.
 */
export const RECONCILED_UP_TO_SQL = `
  SELECT CASE WHEN proved_up_to IS NOT NULL THEN least(proved_up_to,
    (SELECT min(slot_start) FROM usage_late_slots WHERE account_id = $1)) END
  FROM usage_proof WHERE id`;

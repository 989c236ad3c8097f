import type { ApiKeyStatus } from '../apiKeys/apiKey.policy';
import type { AdmissionRefusal } from './admission';

/** What admission says to a key of this status; null when the key works. */
export const KEY_STATUS_REFUSALS: Record<ApiKeyStatus, AdmissionRefusal | null> = {
  ACTIVE: null,
  LIMIT_REACHED: null,
  REVOKED: 'INVALID_API_KEY',
  DISABLED_LEAKED: 'API_KEY_LEAKED',
  EXPIRED: 'API_KEY_EXPIRED',
  PAUSED_PLAN: 'PAID_PLAN_REQUIRED',
};

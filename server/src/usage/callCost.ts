import type { Settlement } from './settlement';

/** All that leads to a call's row in the ledger. */
export type CostlyCall = Pick<Settlement, 'accountId' | 'requestId' | 'admittedAtUs'>;

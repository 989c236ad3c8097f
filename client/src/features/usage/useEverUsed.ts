import { useQuery } from '@apollo/client/react';
import { INPUT_LIMITS } from '@keymeter/shared';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { EVER_USED } from './usage.graphql';

interface EverUsed {
  readonly hasUsed: boolean;
  /** False when the account has no key that is in force or may be again. */
  readonly hasKeys: boolean;
}

/**
 * Whether the account has used anything in the longest time that may be asked about, and whether it has keys at all.
 * Only asked when it matters; while the answer is on its way both count as yes, so that nobody is greeted as new by
 * mistake.
 */
export function useEverUsed(isAsked: boolean): EverUsed {
  const [input] = useState(() => {
    const { from, to } = rollingRange(new Date(), INPUT_LIMITS.usageRangeDays * DAY_MS);
    return { from: from.toISOString(), to: to.toISOString(), groupBy: [] };
  });
  const { data } = useQuery(EVER_USED, { variables: { input }, skip: !isAsked });
  return {
    hasUsed: data === undefined || data.usage.total.requests > 0,
    hasKeys: data === undefined || data.apiKeys.totalCount > 0,
  };
}

import { useQuery } from '@apollo/client/react';
import { INPUT_LIMITS } from '@keymeter/shared';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { EVER_USED } from './usage.graphql';

/**
 * Whether the account has used anything in the longest time that may be asked about. Only asked when it matters;
 * while the answer is on its way it counts as yes, so that nobody is greeted as new by mistake.
 */
export function useHasEverUsed(isAsked: boolean): boolean {
  const [input] = useState(() => {
    const { from, to } = rollingRange(new Date(), INPUT_LIMITS.usageRangeDays * DAY_MS);
    return { from: from.toISOString(), to: to.toISOString(), groupBy: [] };
  });
  const { data } = useQuery(EVER_USED, { variables: { input }, skip: !isAsked });
  return data === undefined || data.usage.total.requests > 0;
}

import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { DAY_MS, rollingRange } from '../../lib/zonedTime';
import { KEY_MODEL_REQUESTS } from './apiKeyImpact.graphql';

/** How often a model was called. */
export interface ModelRequests {
  readonly id: string;
  readonly name: string;
  readonly requests: number;
}

/** What a key called in the last seven days, most called first. Empty while or when that cannot be told, which stops nobody. */
export function useModelRequests(apiKeyId: string): readonly ModelRequests[] {
  const [input] = useState(() => {
    const { from, to } = rollingRange(new Date(), 7 * DAY_MS);
    const groupBy = ['MODEL' as const];
    return { from: from.toISOString(), to: to.toISOString(), groupBy, apiKeyIds: [apiKeyId] };
  });
  const { data } = useQuery(KEY_MODEL_REQUESTS, { variables: { input } });
  const rows = data?.usage.rows ?? [];
  return rows
    .flatMap(({ model, usage }) =>
      model && usage.requests > 0 ? [{ id: model.id, name: model.name, requests: usage.requests }] : [],
    )
    .sort((one, other) => other.requests - one.requests);
}

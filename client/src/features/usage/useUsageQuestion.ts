import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { readUsageQuestion, writeUsageQuestion } from './usageAddress';
import type { UsageQuestion } from './usageQuestion';

export interface UsageQuestionControl {
  readonly question: UsageQuestion;
  readonly isUnderstood: boolean;
  /** Asks for something else; each step stays in the browser's history. */
  readonly ask: (change: Partial<UsageQuestion>) => void;
}

/** The page's question, kept in the address, so that a link shows the same numbers. */
export function useUsageQuestion(accountZone: string): UsageQuestionControl {
  const [params, setParams] = useSearchParams();
  const [now] = useState(() => new Date());
  const { question, isUnderstood } = useMemo(
    () => readUsageQuestion(params, { accountZone, now }),
    [params, accountZone, now],
  );
  return {
    question,
    isUnderstood,
    ask: (change) => setParams(writeUsageQuestion({ ...question, ...change }), { preventScrollReset: true }),
  };
}

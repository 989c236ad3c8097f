import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readUsageQuestion, type UsageQuestion, writeUsageQuestion } from './usageQuestion';

export interface UsageQuestionControl {
  readonly question: UsageQuestion;
  readonly isUnderstood: boolean;
  /** Asks for something else; each step stays in the browser's history. */
  readonly ask: (change: Partial<UsageQuestion>) => void;
}

/** The page's question, kept in the address, so that a link shows the same numbers. */
export function useUsageQuestion(): UsageQuestionControl {
  const [params, setParams] = useSearchParams();
  const { question, isUnderstood } = useMemo(() => readUsageQuestion(params), [params]);
  return {
    question,
    isUnderstood,
    ask: (change) => setParams(writeUsageQuestion({ ...question, ...change }), { preventScrollReset: true }),
  };
}

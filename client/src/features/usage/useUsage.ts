import { useQuery } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import type { UsageNumbersFragment, UsageQuery } from '../../graphql/usage/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { USAGE } from './usage.graphql';
import { type Dimension, isFiltered, type UsageQuestion, usageVariables } from './usageQuestion';
import { type Instants, instantsOf } from './usageRange';
import { autoStep, isTooFine, type Step } from './usageStep';

export type UsageNumbers = UsageNumbersFragment;
export type UsageReport = UsageQuery;

/** What a question comes to, here and now. */
export interface UsageFrame extends Instants {
  readonly zone: string;
  readonly step: Step;
  /** The step that the range would have by itself. */
  readonly autoStep: Step;
}

export type UsageState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'empty'; reason: 'inRange' | 'filtered' }
  | ReadyUsage;

export interface ReadyUsage extends SettledUsage {
  readonly status: 'ready';
  /** True while the numbers still answer the question before this one, or are being asked anew. */
  readonly isRefreshing: boolean;
}

/** An answer together with what was asked: the two only make sense together. */
interface SettledUsage {
  readonly report: UsageReport;
  readonly frame: UsageFrame;
  readonly by: Dimension;
}

interface UsageAnswer {
  readonly frame: UsageFrame;
  readonly state: UsageState;
  /** Asks again, with ranges that end now ending now. */
  readonly refresh: () => void;
}

/** The account's usage: one question, one answer for tiles, chart and table, so that they always agree. */
export function useUsage(question: UsageQuestion, accountZone: string): UsageAnswer {
  const [now, setNow] = useState(() => new Date());
  const frame = useMemo(() => frameOf(question, accountZone, now), [question, accountZone, now]);
  const [settled, setSettled] = useState<SettledUsage | null>(null);
  const { data, error, loading, refetch } = useQuery(USAGE, {
    variables: usageVariables(question, frame),
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });

  if (data && data !== settled?.report) setSettled({ report: data, frame, by: question.by });

  function refresh() {
    setNow(new Date());
    // What goes wrong while asking again shows up as the next state, so the promise itself needs no answer.
    refetch().catch(() => {});
  }

  function state(): UsageState {
    if (error && !loading) return { status: 'failed', failure: failureOf(error), retry: refresh };
    if (settled === null) return { status: 'loading' };
    if (settled.report.table.total.requests === 0 && !loading) {
      return { status: 'empty', reason: isFiltered(question) ? 'filtered' : 'inRange' };
    }
    return { status: 'ready', ...settled, isRefreshing: loading };
  }

  return { frame, state: state(), refresh };
}

function frameOf({ range, zone, step }: UsageQuestion, accountZone: string, now: Date): UsageFrame {
  const usedZone = zone ?? accountZone;
  const instants = instantsOf(range, usedZone, now);
  const automatic = autoStep(instants);
  const isUsable = step !== null && !isTooFine(step, instants);
  return { ...instants, zone: usedZone, step: isUsable ? step : automatic, autoStep: automatic };
}

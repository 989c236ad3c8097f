import { useQuery } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import type { UsageNumbersFragment, UsageQuery } from '../../graphql/usage/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { comparedPeriod } from './rangeSteps';
import { USAGE } from './usage.graphql';
import { isFiltered, type UsageQuestion } from './usageQuestion';
import { type Instants, instantsOf } from './usageRange';
import { autoStep, isTooFine, type Step } from './usageStep';
import { filteredModelIds, usageVariables } from './usageVariables';

export type UsageNumbers = UsageNumbersFragment;
export type UsageReport = UsageQuery;

/** What a question comes to, here and now. */
export interface UsageFrame extends Instants {
  readonly zone: string;
  readonly step: Step;
  /** The step that the range would have by itself. */
  readonly autoStep: Step;
  /** When "now" was, for what moves with the clock. */
  readonly now: Date;
}

export type UsageState =
  | { status: 'loading'; cancel: () => void }
  | { status: 'cancelled'; retry: () => void }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'empty'; reason: 'inRange' | 'filtered' }
  | ReadyUsage;

export interface ReadyUsage extends SettledUsage {
  readonly status: 'ready';
  /** True while the numbers still answer the question before this one, or are being asked anew. */
  readonly isRefreshing: boolean;
  /** The period before, when it was asked for and has come. */
  readonly before: ComparedUsage | null;
}

export interface ComparedUsage extends Instants {
  readonly report: UsageReport;
}

/** An answer together with what was asked: the two only make sense together. */
interface SettledUsage {
  readonly report: UsageReport;
  readonly frame: UsageFrame;
  readonly asked: UsageQuestion;
}

interface UsageAnswer {
  readonly frame: UsageFrame;
  readonly state: UsageState;
  /** Asks again, with ranges that end now ending now. */
  readonly refresh: () => void;
}

interface UsageAsk {
  readonly question: UsageQuestion;
  readonly accountZone: string;
  /** Null while it is on its way: a filter for providers has to wait for it. */
  readonly catalogue: readonly { readonly id: string; readonly provider: string }[] | null;
}

/** The account's usage: one question, one answer for tiles, chart and table, so that they always agree. */
export function useUsage({ question, accountZone, catalogue }: UsageAsk): UsageAnswer {
  const [now, setNow] = useState(() => new Date());
  const [cancelled, setCancelled] = useState<UsageQuestion | null>(null);
  const [settled, setSettled] = useState<SettledUsage | null>(null);
  const frame = useMemo(() => frameOf(question, accountZone, now), [question, accountZone, now]);
  const modelIds = filteredModelIds(question, catalogue ?? []);
  const isWaiting = catalogue === null && question.providers.length > 0;
  const isImpossible = !isWaiting && modelIds?.length === 0;
  const isHeld = isWaiting || isImpossible || cancelled === question;
  const { data, error, loading, refetch } = useQuery(USAGE, {
    variables: usageVariables(question, frame, modelIds),
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
    skip: isHeld,
  });
  const before = useComparedUsage({ question, frame, modelIds, isHeld: isHeld || !question.isCompared });

  const isNew = settled?.report !== data || settled?.frame !== frame;
  if (data && !isHeld && isNew) setSettled({ report: data, frame, asked: question });

  function refresh() {
    setCancelled(null);
    const next = new Date();
    setNow(next);
    const later = usageVariables(question, frameOf(question, accountZone, next), modelIds);
    const isSame = JSON.stringify(later) === JSON.stringify(usageVariables(question, frame, modelIds));
    // A range that has moved on is asked by itself. What goes wrong shows up as the next state.
    if (isSame && !isHeld) refetch().catch(() => {});
  }

  function state(): UsageState {
    if (isImpossible) return { status: 'empty', reason: 'filtered' };
    if (cancelled === question) return { status: 'cancelled', retry: refresh };
    if (error && !loading) return { status: 'failed', failure: failureOf(error), retry: refresh };
    return answered();
  }

  function answered(): UsageState {
    if (settled === null) return { status: 'loading', cancel: () => setCancelled(question) };
    if (settled.report.table.total.requests === 0 && !loading) {
      return { status: 'empty', reason: isFiltered(question) ? 'filtered' : 'inRange' };
    }
    return { status: 'ready', ...settled, before, isRefreshing: loading || isWaiting };
  }

  return { frame, state: state(), refresh };
}

interface ComparedAsk {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  readonly modelIds: readonly string[] | null;
  readonly isHeld: boolean;
}

/** The period before, in the same words. When it cannot be had, the page shows what it has. */
function useComparedUsage({ question, frame, modelIds, isHeld }: ComparedAsk): ComparedUsage | null {
  const period = comparedPeriod(frame, frame.zone, frame.now);
  const variables = usageVariables(question, { ...frame, ...period }, modelIds);
  const { data } = useQuery(USAGE, {
    variables: { ...variables, chart: { ...variables.chart, groupBy: [] } },
    fetchPolicy: 'cache-and-network',
    skip: isHeld,
  });
  return data && !isHeld ? { report: data, ...period } : null;
}

function frameOf({ range, zone, step }: UsageQuestion, accountZone: string, now: Date): UsageFrame {
  const usedZone = zone ?? accountZone;
  const instants = instantsOf(range, usedZone, now);
  const automatic = autoStep(instants);
  const isUsable = step !== null && !isTooFine(step, instants);
  return { ...instants, zone: usedZone, step: isUsable ? step : automatic, autoStep: automatic, now };
}

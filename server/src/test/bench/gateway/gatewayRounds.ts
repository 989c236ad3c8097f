import type { ChildScript } from '../childScript';
import { processFigures } from '../processFigures';
import { type Answer, requestsFor } from './benchRequests';
import type { LoadOrder, LoadResult } from './loadGenerator';

export type TargetName = 'direct' | 'bare' | 'ours' | 'portkey';

export interface Target {
  readonly name: TargetName;
  readonly port: number;
  readonly pid: number;
}

export interface Scenario {
  readonly answer: Answer;
  readonly connections: number;
}

/** One round of one target in one scenario. */
export interface Measured extends LoadResult {
  readonly perSecond: number;
  /** The gateway's own processor time for each answer, in microseconds; null where the system does not tell. */
  readonly cpuUs: number | null;
}

/** By scenario and target, one entry a round. */
export type Rounds = Map<string, Measured[]>;

export const roundKey = ({ answer, connections }: Scenario, target: TargetName): string =>
  `${answer} ${connections} ${target}`;

export interface RoundsOptions {
  readonly scenarios: readonly Scenario[];
  readonly targetsOf: (scenario: Scenario) => readonly Target[];
  readonly rounds: number;
  readonly durationMs: number;
  readonly load: ChildScript<unknown>;
  readonly secrets: readonly string[];
  readonly upstreamPort: number;
  readonly tell: (line: string) => void;
}

/** Every target in turn in every scenario, round after round, after one that does not count. */
export async function measureRounds(options: RoundsOptions): Promise<Rounds> {
  const measured: Rounds = new Map();
  for (let round = 0; round <= options.rounds; round += 1) {
    options.tell(round === 0 ? 'Warming up.' : `Round ${round} of ${options.rounds}.`);
    for (const scenario of options.scenarios) {
      for (const target of options.targetsOf(scenario)) {
        const result = await measureOnce(scenario, target, options);
        const key = roundKey(scenario, target.name);
        if (round > 0) measured.set(key, [...(measured.get(key) ?? []), result]);
      }
    }
  }
  return measured;
}

async function measureOnce(scenario: Scenario, target: Target, options: RoundsOptions): Promise<Measured> {
  const { load, durationMs } = options;
  const order: LoadOrder = {
    port: target.port,
    connections: scenario.connections,
    durationMs,
    requests: requestsFor(target.name, scenario.answer, options),
  };
  const before = processFigures(target.pid);
  const result = await load.ask<LoadResult>(order, durationMs + 30_000);
  const after = processFigures(target.pid);
  const cpuUs = before && after ? (after.cpuUs - before.cpuUs) / Math.max(result.answered, 1) : null;
  return { ...result, perSecond: (result.answered * 1_000) / result.wallMs, cpuUs };
}

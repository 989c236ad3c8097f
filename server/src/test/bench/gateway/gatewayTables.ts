import type { Ask, BenchTable } from '../benchReport';
import { median, short } from '../statistics';
import { type Measured, type Rounds, roundKey, type Scenario, type TargetName } from './gatewayRounds';

/** One row for each scenario and target: medians over the rounds, ratios to the bare gateway of the same round. */
export function comparisonTable(rounds: Rounds, scenarios: readonly Scenario[]): BenchTable {
  const rows = scenarios.flatMap((scenario) =>
    (['bare', 'ours', 'portkey'] as const).flatMap((target) => {
      const of = rounds.get(roundKey(scenario, target));
      if (!of) return [];
      return [
        [
          `${scenario.answer}, c = ${scenario.connections}`,
          target,
          short(median(of.map(({ perSecond }) => perSecond))),
          short(ratio(rounds, scenario, [target, 'bare'], ({ perSecond }) => perSecond)),
          `${short(median(of.map(({ p50 }) => p50)))} / ${short(median(of.map(({ p99 }) => p99)))}`,
          short(median(of.map(({ cpuUs }) => cpuUs ?? Number.NaN))),
          short(ratio(rounds, scenario, [target, 'bare'], ({ cpuUs }) => cpuUs ?? Number.NaN)),
          String(of.reduce((sum, { failed }) => sum + failed, 0)),
        ],
      ];
    }),
  );
  return {
    title: 'Side by side',
    note: '`bare` is node:http and undici and nothing else; `portkey` checks no key and keeps no usage; `ours` asks PostgreSQL for each request, with limits on every tenth key, and has settled it before the answer ends. All on the same two cores, PostgreSQL too; CPU is of the gateway’s own process.',
    head: ['answer', 'gateway', 'answers/s', '× bare', 'p50 / p99 ms', 'CPU µs', '× bare', 'failed'],
    rows,
  };
}

export function pacedTable(rounds: Rounds, scenario: Scenario): BenchTable {
  const rows = (['direct', 'bare', 'ours', 'portkey'] as const).flatMap((target) => {
    const of = rounds.get(roundKey(scenario, target));
    if (!of) return [];
    const figure = (read: (measured: Measured) => number): string => short(median(of.map(read)));
    return [[target, figure((m) => m.firstByteP50), figure((m) => m.lagP50), figure((m) => m.lagP99)]];
  });
  return {
    title: 'A chunk every 5 ms',
    note: `${scenario.connections} streams at once. The lag of a chunk is from the upstream's writing of it to its arrival at the client.`,
    head: ['gateway', 'first byte p50 ms', 'chunk lag p50 ms', 'chunk lag p99 ms'],
    rows,
  };
}

export function gatewayAsks(rounds: Rounds, paced: Scenario): Ask[] {
  const at = (answer: Scenario['answer'], connections: number): Scenario => ({ answer, connections });
  const speed = (scenario: Scenario, to: TargetName = 'bare'): number =>
    ratio(rounds, scenario, ['ours', to], ({ perSecond }) => perSecond);
  const cpu = (scenario: Scenario): number =>
    ratio(rounds, scenario, ['ours', 'bare'], ({ cpuUs }) => cpuUs ?? Number.NaN);
  const added = (scenario: Scenario, read: (m: Measured) => number, to: TargetName): number =>
    difference(rounds, scenario, read, to);
  const least = (what: string, asked: number, measured: number): Ask => ({
    what,
    asked: `≥ ${asked}`,
    measured: short(measured),
    isMet: measured >= asked,
  });
  const most = (what: string, asked: number, measured: number, unit = ''): Ask => ({
    what,
    asked: `≤ ${asked}${unit}`,
    measured: `${short(measured)}${unit}`,
    isMet: measured <= asked,
  });
  return [
    least('JSON, c = 32, answers a second against bare', 0.25, speed(at('json', 32))),
    least('JSON, c = 128', 0.45, speed(at('json', 128))),
    least('streams, c = 32', 0.8, speed(at('stream', 32))),
    most('CPU against bare, JSON, c = 32', 2.5, cpu(at('json', 32))),
    most('CPU, JSON, c = 128', 1.7, cpu(at('json', 128))),
    most('CPU, streams, c = 32', 1.2, cpu(at('stream', 32))),
    most(
      'p50 above bare, JSON, c = 1',
      1.3,
      added(at('json', 1), ({ p50 }) => p50, 'bare'),
      ' ms',
    ),
    most(
      'chunk lag p50 above direct',
      0.5,
      added(paced, ({ lagP50 }) => lagP50, 'direct'),
      ' ms',
    ),
    most(
      'first byte above bare',
      2.5,
      added(paced, ({ firstByteP50 }) => firstByteP50, 'bare'),
      ' ms',
    ),
    least('against Portkey, JSON, c = 32', 6, speed(at('json', 32), 'portkey')),
    least('against Portkey, JSON, c = 128', 10, speed(at('json', 128), 'portkey')),
    least('against Portkey, streams, c = 32', 3, speed(at('stream', 32), 'portkey')),
  ];
}

/** The median over the rounds of the ratio within a round. */
function ratio(
  rounds: Rounds,
  scenario: Scenario,
  [target, to]: readonly [TargetName, TargetName],
  read: (measured: Measured) => number,
): number {
  return paired(rounds, scenario, [target, to], (one, other) => read(one) / read(other));
}

function difference(
  rounds: Rounds,
  scenario: Scenario,
  read: (measured: Measured) => number,
  to: TargetName,
): number {
  return paired(rounds, scenario, ['ours', to], (one, other) => read(one) - read(other));
}

function paired(
  rounds: Rounds,
  scenario: Scenario,
  [one, other]: readonly [TargetName, TargetName],
  compare: (one: Measured, other: Measured) => number,
): number {
  const [ones, others] = [rounds.get(roundKey(scenario, one)), rounds.get(roundKey(scenario, other))];
  return median(
    (ones ?? []).flatMap((measured, i) => {
      const counterpart = others?.[i];
      return counterpart ? [compare(measured, counterpart)] : [];
    }),
  );
}

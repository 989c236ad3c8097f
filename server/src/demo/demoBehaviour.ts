import {
  bodyScript,
  chunk,
  completion,
  type DemoPlan,
  type DemoStep,
  event,
  exactUsage,
  streamScript,
  tokenSteps,
  write,
} from './demoScript';

/** Ways of answering that real providers have on bad days. Named in a header, which only a test can send. */
export const DEMO_BEHAVIOURS = [
  'refuse',
  'reset',
  'hang',
  'status-429',
  'status-500',
  'html',
  'reset-mid',
  'end-early',
  'error-event',
  'bad-chunk',
  'stall',
  'stall-at-end',
  'trickle',
  'slow',
  'endless',
  'huge-line',
  'no-usage',
  'zero-usage',
  'odd-usage',
  'usage-twice',
] as const;
export type DemoBehaviour = (typeof DEMO_BEHAVIOURS)[number];

export function isDemoBehaviour(text: string): text is DemoBehaviour {
  return DEMO_BEHAVIOURS.some((behaviour) => behaviour === text);
}

const HUGE_EVENT_BYTES = 10_000_000;
const HUGE_BODY_BYTES = 40_000_000;
const SLOW_MS = 50;
const TRICKLE_MS = 100;
const ZERO_USAGE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const ODD_USAGE = { prompt_tokens: -7, completion_tokens: '12', total_tokens: 1.5 };

/** The plan with the usage that the behaviour would report. */
export function withBehaviour(plan: DemoPlan, behaviour: DemoBehaviour | null): DemoPlan {
  switch (behaviour) {
    case 'no-usage':
      return { ...plan, usages: [] };
    case 'zero-usage':
      return { ...plan, usages: [ZERO_USAGE] };
    case 'odd-usage':
      return { ...plan, usages: [ODD_USAGE] };
    case 'usage-twice':
      // Some providers report the total so far more than once; the last report holds.
      return { ...plan, usages: [{ ...exactUsage(plan.reply), completion_tokens: 1 }, ...plan.usages] };
    case 'slow':
      return { ...plan, msPerToken: SLOW_MS };
    default:
      return plan;
  }
}

/** The steps of a streamed answer that goes wrong in the middle, or right when the behaviour is of another kind. */
export function* brokenStream(plan: DemoPlan, behaviour: DemoBehaviour | null): Generator<DemoStep> {
  const half = { ...plan, reply: { ...plan.reply, pieces: firstHalf(plan.reply.pieces) } };
  switch (behaviour) {
    case 'reset-mid':
      yield* tokenSteps(half);
      yield { kind: 'RESET' };
      return;
    case 'end-early':
      yield* tokenSteps(half);
      return;
    case 'error-event':
      yield* tokenSteps(half);
      yield event({
        error: { message: 'Overloaded, says org-demo12345.', type: 'server_error', code: null },
      });
      return;
    case 'bad-chunk':
      yield* tokenSteps(half);
      yield write('data: {"choices":[{"del\n\n');
      yield* streamScript(plan);
      return;
    case 'stall':
      yield* tokenSteps(half);
      yield { kind: 'STALL' };
      return;
    case 'stall-at-end':
      for (const step of streamScript(plan)) yield isDone(step) ? { kind: 'STALL' } : step;
      return;
    case 'trickle':
      yield* trickle(streamScript(plan));
      return;
    case 'endless':
      for (;;) yield* tokenSteps(plan);
    case 'huge-line':
      yield* tokenSteps(half);
      yield chunk(plan, { content: 'x'.repeat(HUGE_EVENT_BYTES) }, null);
      return;
    default:
      yield* streamScript(plan);
  }
}

/** The same for an answer in one piece. */
export function* brokenBody(plan: DemoPlan, behaviour: DemoBehaviour | null): Generator<DemoStep> {
  const body = completion(plan, plan.reply.pieces.join(''));
  const half = write(body.slice(0, body.length / 2));
  switch (behaviour) {
    case 'reset-mid':
      yield half;
      yield { kind: 'RESET' };
      return;
    case 'end-early':
    case 'bad-chunk':
      yield half;
      return;
    case 'error-event':
      yield event({ error: { message: 'Overloaded.', type: 'server_error', code: null } });
      return;
    case 'stall':
      yield half;
      yield { kind: 'STALL' };
      return;
    case 'trickle':
      yield* trickle(bodyScript(plan));
      return;
    case 'endless':
      for (;;) yield half;
    case 'huge-line':
      yield write(completion(plan, 'x'.repeat(HUGE_BODY_BYTES)));
      return;
    default:
      yield* bodyScript(plan);
  }
}

/** One byte at a time, with a pause before each. */
function* trickle(steps: Iterable<DemoStep>): Generator<DemoStep> {
  for (const step of steps) {
    if (step.kind !== 'WRITE') continue;
    for (const character of step.text) {
      yield { kind: 'WAIT', ms: TRICKLE_MS };
      yield write(character);
    }
  }
}

function isDone(step: DemoStep): boolean {
  return step.kind === 'WRITE' && step.text.includes('[DONE]');
}

function firstHalf(pieces: readonly string[]): readonly string[] {
  return pieces.slice(0, Math.ceil(pieces.length / 2));
}

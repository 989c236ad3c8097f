import type { DemoReply } from './demoReply';
import type { DemoRequest } from './demoRequest';
import type { DemoTool } from './demoTool';

/** One thing to do with a connection. A script without an ending step ends the answer cleanly. */
export type DemoStep =
  | { readonly kind: 'WRITE'; readonly text: string }
  | { readonly kind: 'WAIT'; readonly ms: number }
  /** Says nothing more and keeps the connection open. */
  | { readonly kind: 'STALL' }
  | { readonly kind: 'RESET' };

export interface DemoUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** What a script tells. */
export interface DemoPlan {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly request: DemoRequest;
  readonly reply: DemoReply;
  /** Average time between two tokens; 0 for none. */
  readonly msPerToken: number;
  /** What is reported at the end, in this order; usually one. */
  readonly usages: readonly unknown[];
}

export function exactUsage({
  promptTokens,
  completionTokens,
}: Pick<DemoReply, 'promptTokens' | 'completionTokens'>): DemoUsage {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

/** The chunks of a streamed answer, in OpenAI's order: role, tokens, finish reason, usage, `[DONE]`. */
export function* streamScript(plan: DemoPlan): Generator<DemoStep> {
  yield chunk(plan, { role: 'assistant', content: '' }, null);
  yield* tokenSteps(plan);
  if (plan.reply.call) yield* callSteps(plan, plan.reply.call);
  yield chunk(plan, {}, plan.reply.finishReason);
  if (plan.request.includesUsage) {
    for (const usage of plan.usages) yield event({ ...envelope(plan), choices: [], usage });
  }
  yield write('data: [DONE]\n\n');
}

/** A call of a tool, its arguments after its name. */
function* callSteps(plan: DemoPlan, { name, argumentsText }: DemoTool): Generator<DemoStep> {
  const begun = { id: callId(plan), type: 'function', function: { name, arguments: '' } };
  yield chunk(plan, { tool_calls: [{ index: 0, ...begun }] }, null);
  yield chunk(plan, { tool_calls: [{ index: 0, function: { arguments: argumentsText } }] }, null);
}

function callId({ id }: DemoPlan): string {
  return id.replace('chatcmpl-', 'call_');
}

/** A step for each token, each after its time. */
export function* tokenSteps(plan: DemoPlan): Generator<DemoStep> {
  for (const [index, piece] of plan.reply.pieces.entries()) {
    // A little uneven, as real answers are.
    if (plan.msPerToken > 0) yield { kind: 'WAIT', ms: plan.msPerToken * (0.6 + ((index * 7) % 9) / 10) };
    yield chunk(plan, { content: piece }, null);
  }
}

/** An answer in one piece. */
export function* bodyScript(plan: DemoPlan): Generator<DemoStep> {
  if (plan.msPerToken > 0) yield { kind: 'WAIT', ms: plan.msPerToken * plan.reply.pieces.length };
  yield write(completion(plan, plan.reply.pieces.join('')));
}

/** The JSON of a whole answer. Without usage when the plan has none. */
export function completion(plan: DemoPlan, content: string): string {
  const { call } = plan.reply;
  const called = call && { name: call.name, arguments: call.argumentsText };
  const calls = called ? { tool_calls: [{ id: callId(plan), type: 'function', function: called }] } : {};
  const message = { role: 'assistant', content: called ? null : content, refusal: null, ...calls };
  const choice = { index: 0, message, logprobs: null, finish_reason: plan.reply.finishReason };
  const usage = plan.usages.at(-1);
  const body = { ...envelope(plan), object: 'chat.completion', choices: [choice] };
  return JSON.stringify(usage === undefined ? body : { ...body, usage });
}

/** One chunk with something of the answer in it. Its usage is null when the client asked for usage at the end. */
export function chunk(plan: DemoPlan, delta: object, finishReason: string | null): DemoStep {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  const usage = plan.request.includesUsage ? { usage: null } : {};
  return event({ ...envelope(plan), choices, ...usage });
}

export function event(data: object): DemoStep {
  return write(`data: ${JSON.stringify(data)}\n\n`);
}

export function write(text: string): DemoStep {
  return { kind: 'WRITE', text };
}

function envelope({ id, created, request }: DemoPlan) {
  return { id, object: 'chat.completion.chunk', created, model: request.model.id };
}

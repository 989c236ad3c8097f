import { randomUUID } from 'node:crypto';
import { type DemoCall, msPerToken, startAnswer } from './demoCall';
import { DemoRefusal } from './demoRefusal';
import { type CountTokens, type DemoReply, replyTo } from './demoReply';
import { readDemoBasics } from './demoRequest';
import { type DemoStep, event, exactUsage, write } from './demoScript';
import type { Fields } from './fields';
import { playScript } from './playScript';

/** `POST /completions`: the same texts as in a chat, one for each prompt, with exact counts. */
export async function answerCompletion({ body, response, options }: DemoCall): Promise<void> {
  const basics = readDemoBasics(body, ['max_tokens']);
  const replies: DemoReply[] = [];
  for (const prompt of readPrompts(body)) {
    replies.push(await replyTo({ ...basics, ...(await counted(prompt, options.countTokens)) }));
  }
  const usage = sumOf(replies);
  const envelope = {
    id: `cmpl-${randomUUID()}`,
    object: 'text_completion',
    created: Math.floor(Date.now() / 1000),
    model: basics.model.id,
  };
  startAnswer(response, basics.isStream);
  const pace = msPerToken(options);
  const steps = basics.isStream
    ? streamSteps(envelope, replies, pace, basics.includesUsage ? usage : null)
    : [write(JSON.stringify({ ...envelope, choices: replies.map(wholeChoice), usage }))];
  await playScript(steps, response);
}

function* streamSteps(
  envelope: object,
  replies: readonly DemoReply[],
  pace: number,
  usage: object | null,
): Generator<DemoStep> {
  const announced = usage ? { usage: null } : {};
  for (const [index, { pieces, finishReason }] of replies.entries()) {
    for (const text of pieces) {
      if (pace > 0) yield { kind: 'WAIT', ms: pace };
      yield event({ ...envelope, choices: [choice(index, text, null)], ...announced });
    }
    yield event({ ...envelope, choices: [choice(index, '', finishReason)], ...announced });
  }
  if (usage) yield event({ ...envelope, choices: [], usage });
  yield write('data: [DONE]\n\n');
}

const choice = (index: number, text: string, reason: string | null) => ({
  index,
  text,
  logprobs: null,
  finish_reason: reason,
});

function wholeChoice({ pieces, finishReason }: DemoReply, index: number) {
  return choice(index, pieces.join(''), finishReason);
}

function sumOf(replies: readonly DemoReply[]) {
  return exactUsage({
    promptTokens: replies.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    completionTokens: replies.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
  });
}

/** A text, or a list of token numbers, which is counted and not read. */
type Prompt = string | readonly unknown[];

function readPrompts({ prompt }: Fields): Prompt[] {
  if (typeof prompt === 'string') return [prompt];
  if (!Array.isArray(prompt)) throw new DemoRefusal(400, 'prompt must be a text or a list.', 'prompt');
  if (typeof prompt[0] === 'number') return [prompt];
  return prompt.map((each) => (typeof each === 'string' || Array.isArray(each) ? each : String(each)));
}

async function counted(prompt: Prompt, countTokens: CountTokens) {
  return typeof prompt === 'string'
    ? { prompt, promptTokens: await countTokens(prompt) }
    : { prompt: '', promptTokens: prompt.length };
}

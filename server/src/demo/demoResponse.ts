import { randomUUID } from 'node:crypto';
import { type DemoCall, msPerToken, startAnswer } from './demoCall';
import { DemoRefusal } from './demoRefusal';
import { type DemoReply, demoReply } from './demoReply';
import { type DemoMessage, readContent, readDemoBasics } from './demoRequest';
import { type DemoStep, write } from './demoScript';
import { type Fields, isFields } from './fields';
import { playScript } from './playScript';

/** `POST /responses`: the same texts as in a chat, with OpenAI's objects and events, and exact counts. */
export async function answerResponse({ body, response, options }: DemoCall): Promise<void> {
  const basics = readDemoBasics(body, ['max_output_tokens']);
  const reply = await demoReply({ ...basics, messages: readInput(body), tool: null }, options.countTokens);
  const plan: ResponsePlan = {
    base: {
      id: `resp_${randomUUID().replaceAll('-', '')}`,
      object: 'response',
      created_at: Math.floor(Date.now() / 1000),
      model: basics.model.id,
      error: null,
      instructions: typeof body.instructions === 'string' ? body.instructions : null,
      max_output_tokens: basics.maxTokens,
      metadata: isFields(body.metadata) ? body.metadata : {},
      parallel_tool_calls: true,
      store: body.store !== false,
      temperature: 1,
      tool_choice: 'auto',
      tools: Array.isArray(body.tools) ? body.tools : [],
      top_p: 1,
    },
    itemId: `msg_${randomUUID().replaceAll('-', '')}`,
    reply,
    pace: msPerToken(options),
  };
  startAnswer(response, basics.isStream);
  await playScript(basics.isStream ? streamSteps(plan) : [write(JSON.stringify(ended(plan)))], response);
}

interface ResponsePlan {
  readonly base: object;
  readonly itemId: string;
  readonly reply: DemoReply;
  readonly pace: number;
}

function readInput({ input, instructions }: Fields): DemoMessage[] {
  const system = typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : [];
  if (typeof input === 'string') return [...system, { role: 'user', content: input }];
  if (!Array.isArray(input)) throw new DemoRefusal(400, 'input must be a text or a list.', 'input');
  const messages = input.filter(isFields).map(({ role, content, output }) => ({
    role: typeof role === 'string' ? role : 'tool',
    content: readContent(content ?? output),
  }));
  return [...system, ...messages];
}

/** The events of a streamed response, in OpenAI's order, numbered from 0. */
function* streamSteps(plan: ResponsePlan): Generator<DemoStep> {
  const { base, itemId, reply, pace } = plan;
  const { pieces } = reply;
  const text = pieces.join('');
  const place = { item_id: itemId, output_index: 0, content_index: 0 };
  const item = { id: itemId, type: 'message', role: 'assistant', status: 'in_progress', content: [] };
  const numbered = numbering();
  const begun = { ...base, status: 'in_progress', incomplete_details: null, output: [], usage: null };
  yield numbered('response.created', { response: begun });
  yield numbered('response.in_progress', { response: begun });
  yield numbered('response.output_item.added', { output_index: 0, item });
  yield numbered('response.content_part.added', { ...place, part: textPart('') });
  for (const delta of pieces) {
    if (pace > 0) yield { kind: 'WAIT', ms: pace };
    yield numbered('response.output_text.delta', { ...place, delta, logprobs: [] });
  }
  yield numbered('response.output_text.done', { ...place, text, logprobs: [] });
  yield numbered('response.content_part.done', { ...place, part: textPart(text) });
  yield numbered('response.output_item.done', { output_index: 0, item: message(plan) });
  const isCut = reply.finishReason === 'length';
  yield numbered(isCut ? 'response.incomplete' : 'response.completed', { response: ended(plan) });
}

function numbering(): (type: string, fields: object) => DemoStep {
  let next = 0;
  return (type, fields) => {
    const data = { type, sequence_number: next, ...fields };
    next += 1;
    return write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  };
}

function ended(plan: ResponsePlan) {
  const { promptTokens, completionTokens, finishReason } = plan.reply;
  const isCut = finishReason === 'length';
  return {
    ...plan.base,
    status: isCut ? 'incomplete' : 'completed',
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output: [message(plan)],
    usage: {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: completionTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: promptTokens + completionTokens,
    },
  };
}

function message({ itemId, reply }: ResponsePlan) {
  const status = reply.finishReason === 'length' ? 'incomplete' : 'completed';
  return {
    id: itemId,
    type: 'message',
    role: 'assistant',
    status,
    content: [textPart(reply.pieces.join(''))],
  };
}

const textPart = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] });

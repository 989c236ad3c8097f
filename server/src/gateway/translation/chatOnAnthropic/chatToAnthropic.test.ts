import { CallsInMemory } from '../../testing/callsInMemory';
import { MemoryAnswer } from '../../testing/memoryAnswer';
import { EVENTS, JSON_HEAD, ScriptedUpstream, type ScriptStep } from '../../testing/scriptedUpstream';
import { MESSAGE_EVENTS } from '../testing/anthropicEvents';

const event = (value: object) =>
  `event: ${'type' in value ? String(value.type) : ''}\ndata: ${JSON.stringify(value)}\n\n`;
const STREAM = MESSAGE_EVENTS.map(event);

async function stream(steps: readonly ScriptStep[], extra: Record<string, unknown> = {}) {
  const upstream = new ScriptedUpstream(EVENTS, steps, 'anthropic');
  const calls = new CallsInMemory(upstream);
  const answer = await calls.ask(extra);
  return { upstream, calls, answer, settled: calls.ledger.settlements[0] };
}

describe('a chat completion at an upstream that speaks Anthropic’s protocol', () => {
  it('is asked in that protocol, and of the model by its name there', async () => {
    const { upstream } = await stream(STREAM, { max_tokens: 50 });

    const [request] = upstream.requests;
    expect(request?.path).toBe('/messages');
    expect(JSON.parse(String(request?.body))).toEqual({
      model: 'llama-3',
      max_tokens: 50,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hello world' }] }],
      stream: true,
    });
  });

  it('is answered as a chat completion, kept awake by comments, and counted by what the upstream said', async () => {
    const { answer, settled } = await stream(STREAM);

    expect(answer.text).toContain('"content":"Let me "');
    expect(answer.text).toContain('\n\n: ping\n\n');
    expect(answer.text.endsWith('"finish_reason":"tool_calls"}]}\n\ndata: [DONE]\n\n')).toBe(true);
    expect(answer.text).not.toContain('"usage"');
    expect(settled).toMatchObject({
      endReason: 'COMPLETED',
      usage: {
        inputTokens: 115,
        outputTokens: 42,
        cachedInputTokens: 100,
        reasoningTokens: 7,
        source: 'REPORTED',
      },
    });
  });

  it('is told the kind of an event by its name where its data does not say it', async () => {
    const named = STREAM.map((text) => text.replace(/"type":"(message|content_block)_[a-z]+",?/, ''));

    const { answer } = await stream(named);

    expect(answer.text.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(answer.text).toContain('"content":"Let me "');
  });

  it('is answered in one piece too', async () => {
    const message = {
      id: 'msg_1',
      type: 'message',
      model: 'claude-x',
      content: [{ type: 'text', text: 'hi' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 3, output_tokens: 0 },
    };
    const upstream = new ScriptedUpstream(JSON_HEAD, [JSON.stringify(message)], 'anthropic');
    const calls = new CallsInMemory(upstream);

    const answer = await calls.ask({ stream: false });

    expect(JSON.parse(answer.text)).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 0 },
    });
    expect(calls.ledger.settlements[0]?.usage).toMatchObject({
      inputTokens: 3,
      outputTokens: 0,
      source: 'REPORTED',
    });
  });

  it('is refused before it is on record and before anybody is asked when it cannot be said there', async () => {
    const { upstream, calls, answer } = await stream(STREAM, { logit_bias: { 1: 2 } });

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { type: 'invalid_request_error', code: 'invalid_request', param: 'logit_bias' },
    });
    expect(calls.ledger.asked).toEqual([]);
    expect(upstream.requests).toEqual([]);
  });

  it.each<[string, readonly ScriptStep[]]>([
    [
      'an error event',
      [
        ...STREAM.slice(0, 9),
        event({ type: 'error', error: { type: 'overloaded_error', message: 'secret' } }),
      ],
    ],
    ['an end without message_stop', STREAM.slice(0, -1)],
    ['an event that is no JSON', [...STREAM.slice(0, 9), 'event: x\ndata: {\n\n']],
    ['a second start', [...STREAM.slice(0, 9), ...STREAM]],
  ])('ends with an error and never cleanly after %s', async (_what, steps) => {
    const { answer, settled } = await stream(steps);

    expect(answer.text).not.toContain('[DONE]');
    expect(answer.text).not.toContain('secret');
    expect(answer.text.trim().split('\n').at(-1)).toContain('"code":"upstream_error"');
    expect(settled?.endReason).toBe('UPSTREAM_FAILED');
  });

  it('counts what was said so far when the client leaves before the usage came', async () => {
    const client = new MemoryAnswer();
    const upstream = new ScriptedUpstream(EVENTS, [...STREAM.slice(0, 9), () => client.leave()], 'anthropic');
    const calls = new CallsInMemory(upstream);

    await calls.ask({}, client);

    const [settled] = calls.ledger.settlements;
    expect(settled).toMatchObject({
      endReason: 'CLIENT_GONE',
      usage: { inputTokens: 115, cachedInputTokens: 100, source: 'ESTIMATED' },
    });
    expect(settled?.usage.outputTokens).toBeGreaterThan(3);
  });

  it('fails when the upstream answers with something else than a message', async () => {
    const upstream = new ScriptedUpstream(JSON_HEAD, ['{"object":"list"}'], 'anthropic');

    const answer = await new CallsInMemory(upstream).ask({ stream: false });

    expect(answer.status).toBe(502);
  });
});

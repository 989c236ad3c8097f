import { GatewayRefusal } from '../gatewayRefusal';
import { chatToOpenAi } from './chatDialect';
import { readChatRequest } from './chatRequest';

const messages = [{ role: 'user', content: 'Hi' }];
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const sent = (value: unknown, model = 'up') =>
  JSON.parse(chatToOpenAi.upstreamBody(readChatRequest(bytes(value)), model).toString());

function refusalOf(body: Buffer): GatewayRefusal {
  try {
    readChatRequest(body);
  } catch (error) {
    if (error instanceof GatewayRefusal) return error;
  }
  throw new Error('It was not refused.');
}

/** Lists in lists, so many levels of them. */
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('the body of a chat completion', () => {
  it('goes to the upstream as it came, but under the name that the upstream knows', () => {
    const body = {
      model: 'meta/llama',
      messages,
      temperature: 0.5,
      tools: [{ type: 'function' }],
      x_own: { a: [1] },
    };

    expect(sent(body, 'llama-3')).toEqual({ ...body, model: 'llama-3' });
  });

  it('is checked as it is sent: of two models only the one that counts is there', () => {
    const text = `{"model":"cheap","model":"dear","messages":${JSON.stringify(messages)}}`;

    const request = readChatRequest(bytes(text));

    expect(request.modelId).toBe('dear');
    expect(
      chatToOpenAi
        .upstreamBody(request, request.modelId)
        .toString()
        .match(/"model"/g),
    ).toHaveLength(1);
    expect(sent(text, request.modelId).model).toBe('dear');
  });

  it.each([
    ['without options', undefined, { include_usage: true }, false],
    ['with null', null, { include_usage: true }, false],
    ['with usage refused', { include_usage: false }, { include_usage: true }, false],
    ['with usage asked for', { include_usage: true }, { include_usage: true }, true],
    [
      'with another option',
      { include_obfuscation: false },
      { include_obfuscation: false, include_usage: true },
      false,
    ],
    ['with nonsense', { include_usage: 'yes' }, { include_usage: true }, false],
  ])('always asks the upstream for usage in a stream %s', (_how, options, expected, wantsUsage) => {
    const body = {
      model: 'm',
      messages,
      stream: true,
      ...(options === undefined ? {} : { stream_options: options }),
    };

    expect(sent(body).stream_options).toEqual(expected);
    expect(readChatRequest(bytes(body)).wantsUsage).toBe(wantsUsage);
  });

  it('does not touch stream options of an answer in one piece', () => {
    expect(sent({ model: 'm', messages })).not.toHaveProperty('stream_options');
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
    [undefined, false],
  ])('reads stream %s as %s', (stream, expected) => {
    expect(readChatRequest(bytes({ model: 'm', messages, stream })).wantsStream).toBe(expected);
  });

  it.each([
    ['no JSON', '{', null],
    ['nothing', '', null],
    ['a list', [], null],
    ['a text', '"x"', null],
    ['no model', { messages }, 'model'],
    ['an empty model', { model: '', messages }, 'model'],
    ['a model that is a number', { model: 1, messages }, 'model'],
    ['a model that is a list', { model: ['m'], messages }, 'model'],
    ['a model that is too long', { model: 'm'.repeat(201), messages }, 'model'],
    ['a model with NUL', { model: 'm\u0000', messages }, 'model'],
    ['a model with a line feed', { model: 'm\n', messages }, 'model'],
    ['no messages', { model: 'm' }, 'messages'],
    ['messages that are a text', { model: 'm', messages: 'Hi' }, 'messages'],
    ['empty messages', { model: 'm', messages: [] }, 'messages'],
    ['too many messages', { model: 'm', messages: Array(10_001).fill({}) }, 'messages'],
    ['a message that is a text', { model: 'm', messages: [{}, 'Hi'] }, 'messages[1]'],
    ['a message that is null', { model: 'm', messages: [null] }, 'messages[0]'],
    ['stream as a text', { model: 'm', messages, stream: 'true' }, 'stream'],
    ['stream as a number', { model: 'm', messages, stream: 1 }, 'stream'],
    ['stream options as a list', { model: 'm', messages, stream_options: [] }, 'stream_options'],
    ['stream options as a text', { model: 'm', messages, stream_options: 'x' }, 'stream_options'],
  ])('is refused with the field at fault: %s', (_what, body, param) => {
    const refusal = refusalOf(bytes(body));

    expect(refusal.code).toBe('INVALID_REQUEST');
    expect(refusal.subject.param ?? null).toBe(param);
    expect(refusal.subject.problem).toMatch(/\.$/);
  });

  it('is refused when it is not UTF-8', () => {
    const broken = Buffer.concat([Buffer.from('{"model":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);

    expect(refusalOf(broken).subject.problem).toContain('UTF-8');
  });

  it('may nest 64 levels and not one more', () => {
    const deep = (levels: number) => bytes(`{"model":"m","messages":[{}],"x":${nested(levels)}}`);

    expect(() => readChatRequest(deep(63))).not.toThrow();
    expect(refusalOf(deep(64)).subject.problem).toContain('64');
  });

  it('is refused in an instant when it nests 100,000 levels', () => {
    expect(refusalOf(bytes(nested(100_000))).code).toBe('INVALID_REQUEST');
    expect(refusalOf(bytes(`{"x":${nested(100_000)}}`)).subject.problem).toContain('64');
  });

  it('may have 1,000 fields and not one more', () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count - 2 }, (_, index) => [`x${index}`, 1]));

    expect(() => readChatRequest(bytes({ model: 'm', messages, ...fields(1_000) }))).not.toThrow();
    expect(refusalOf(bytes({ model: 'm', messages, ...fields(1_001) })).subject.problem).toContain('1000');
  });

  it('may have 200 characters of model and 10,000 messages', () => {
    const body = { model: 'm'.repeat(200), messages: Array(10_000).fill({}) };

    expect(() => readChatRequest(bytes(body))).not.toThrow();
  });

  it('may have no field named __proto__, which is a mere field here and not everywhere', () => {
    const text = `{"model":"m","messages":[{}],"__proto__":{"model":"other"}}`;

    expect(refusalOf(bytes(text)).subject.param).toBe('__proto__');
  });
});

import type { JsonObject } from '../../openai/isJsonObject';
import { anthropicRequestShape } from '../testing/anthropicShape';
import { refusalOf } from '../testing/refusalOf';
import { refusedIn } from '../testing/refusedIn';
import { CHAT_REQUEST_FIELDS } from './chatRequestFields';
import { toMessagesRequest } from './toMessagesRequest';

const MODEL = { upstreamModel: 'claude-x', maxOutputTokens: null };
const HELLO = [{ role: 'user', content: 'hello' }];
const LOOK_UP = {
  type: 'function',
  function: { name: 'look_up', parameters: { type: 'object', properties: {} } },
};
const PNG = 'data:image/png;base64,iVBORw0KGgo=';

function translate(fields: JsonObject): JsonObject {
  const request = toMessagesRequest({ model: 'anthropic/x', messages: HELLO, ...fields }, MODEL);
  // What goes up is JSON: a field without a value is not there.
  return anthropicRequestShape.parse(JSON.parse(JSON.stringify(request)));
}

function turnsOf(...messages: readonly JsonObject[]): JsonObject {
  const { system, messages: turns } = translate({ messages });
  return system === undefined ? { turns } : { system, turns };
}

const text = (said: string) => ({ type: 'text', text: said });

describe('what a chat completion becomes for an Anthropic upstream', () => {
  it('asks for the model by its name there, and for an answer with a bound', () => {
    expect(translate({})).toEqual({
      model: 'claude-x',
      max_tokens: 4096,
      messages: [{ role: 'user', content: [text('hello')] }],
    });
  });

  it.each([
    [{ max_tokens: 7 }, null, 7],
    [{ max_completion_tokens: 9, max_tokens: 7 }, 64_000, 9],
    [{ max_tokens: null }, 64_000, 64_000],
    [{}, null, 4_096],
  ])(
    'bounds the answer of %j, with %p as what the model can do, at %p',
    (fields, maxOutputTokens, expected) => {
      const request = toMessagesRequest({ messages: HELLO, ...fields }, { ...MODEL, maxOutputTokens });

      expect(request.max_tokens).toBe(expected);
    },
  );

  it.each<[JsonObject, JsonObject]>([
    [{ stream: true, stream_options: { include_usage: true, include_obfuscation: false } }, { stream: true }],
    [{ stream: false }, {}],
    [
      { temperature: 0, top_p: 0.5 },
      { temperature: 0, top_p: 0.5 },
    ],
    [{ stop: 'END' }, { stop_sequences: ['END'] }],
    [{ stop: ['a', 'b'] }, { stop_sequences: ['a', 'b'] }],
    [{ user: 'u-1' }, { metadata: { user_id: 'u-1' } }],
    [{ safety_identifier: 's-1', user: 's-1' }, { metadata: { user_id: 's-1' } }],
    [{ service_tier: 'auto' }, {}],
    [{ service_tier: 'default' }, { service_tier: 'standard_only' }],
    [{ reasoning_effort: 'high' }, { output_config: { effort: 'high' } }],
    [{ reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    [{ response_format: { type: 'text' } }, {}],
    [
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'n', strict: true, schema: { type: 'object' } },
        },
      },
      { output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
    ],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'n', description: 'd', schema: {} } } },
      { output_config: { format: { type: 'json_schema', schema: { description: 'd' } } } },
    ],
    [{ prompt_cache_key: 'k', prompt_cache_retention: '24h', prompt_cache_options: { ttl: '30m' } }, {}],
  ])('translates %j', (fields, expected) => {
    const { model: _model, max_tokens: _bound, messages: _messages, ...rest } = translate(fields);

    expect(rest).toEqual(expected);
  });

  it.each<JsonObject>([
    { n: 1, logprobs: false, top_logprobs: 0, logit_bias: {}, frequency_penalty: 0, presence_penalty: 0 },
    { store: false, metadata: {}, modalities: ['text'], verbosity: 'medium', functions: [] },
    {
      n: null,
      seed: null,
      audio: null,
      prediction: null,
      moderation: null,
      unknown_to_all: null,
      stop: null,
    },
    { tool_choice: 'none', parallel_tool_calls: true },
    { tool_choice: 'auto', parallel_tool_calls: false },
  ])('leaves out what asks for nothing: %j', (fields) => {
    expect(translate(fields)).toEqual(translate({}));
  });

  it.each<[JsonObject, string]>([
    [{ n: 2 }, 'n'],
    [{ logprobs: true }, 'logprobs'],
    [{ top_logprobs: 3 }, 'top_logprobs'],
    [{ logit_bias: { 50256: -100 } }, 'logit_bias'],
    [{ frequency_penalty: 0.1 }, 'frequency_penalty'],
    [{ presence_penalty: -1 }, 'presence_penalty'],
    [{ seed: 0 }, 'seed'],
    [{ audio: { format: 'mp3', voice: 'ash' } }, 'audio'],
    [{ modalities: ['text', 'audio'] }, 'modalities'],
    [{ prediction: { type: 'content', content: 'x' } }, 'prediction'],
    [{ verbosity: 'low' }, 'verbosity'],
    [{ web_search_options: {} }, 'web_search_options'],
    [{ store: true }, 'store'],
    [{ metadata: { a: 'b' } }, 'metadata'],
    [{ moderation: { model: 'm' } }, 'moderation'],
    [{ functions: [{ name: 'f' }] }, 'functions'],
    [{ function_call: 'auto' }, 'function_call'],
    [{ top_k: 5 }, 'top_k'],
    [{ __proto__x: 1, constructor: 1 }, '__proto__x'],
    [{ constructor: 1 }, 'constructor'],
    [{ temperature: 1.5 }, 'temperature'],
    [{ temperature: '1' }, 'temperature'],
    [{ top_p: 2 }, 'top_p'],
    [{ stop: [1] }, 'stop[0]'],
    [{ user: 'a', safety_identifier: 'b' }, 'user'],
    [{ service_tier: 'flex' }, 'service_tier'],
    [{ reasoning_effort: 'minimal' }, 'reasoning_effort'],
    [{ response_format: { type: 'json_object' } }, 'response_format.type'],
    [{ response_format: { type: 'text', extra: 1 } }, 'response_format.extra'],
    [
      { response_format: { type: 'json_schema', json_schema: { name: 'n' } } },
      'response_format.json_schema.schema',
    ],
    [
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'n', description: 'a', schema: { description: 'b' } },
        },
      },
      'response_format.json_schema.description',
    ],
    [{ stream: true, stream_options: { include_obfuscation: true } }, 'stream_options.include_obfuscation'],
    [{ stream: true, stream_options: { chunk_size: 5 } }, 'stream_options.chunk_size'],
  ])('refuses %j by the name of %s', (fields, param) => {
    const refusal = refusalOf(() => translate(fields));

    expect(refusal.param).toBe(param);
    expect(refusal.problem).toContain(`\`${param}\``);
  });

  it.each(refusedIn(CHAT_REQUEST_FIELDS))('refuses %s when it asks for something', (name) => {
    expect(refusalOf(() => translate({ [name]: { odd: 1 } })).param).toBe(name);
  });

  it('says which value of a refused field would do', () => {
    expect(refusalOf(() => translate({ n: 2 })).problem).toBe(
      '`n` cannot be passed on to the provider of this model: the provider gives one answer. Leave it out or let it be 1.',
    );
  });
});

describe('tools', () => {
  const tools = [LOOK_UP];
  const tool = { name: 'look_up', input_schema: { type: 'object', properties: {} } };

  it.each<[JsonObject, JsonObject]>([
    [{ tools }, { tools: [tool] }],
    [
      { tools, tool_choice: 'auto' },
      { tools: [tool], tool_choice: { type: 'auto' } },
    ],
    [
      { tools, tool_choice: 'none', parallel_tool_calls: false },
      { tools: [tool], tool_choice: { type: 'none' } },
    ],
    [
      { tools, tool_choice: 'required' },
      { tools: [tool], tool_choice: { type: 'any' } },
    ],
    [
      { tools, tool_choice: { type: 'function', function: { name: 'look_up' } } },
      { tools: [tool], tool_choice: { type: 'tool', name: 'look_up' } },
    ],
    [
      { tools, parallel_tool_calls: false },
      { tools: [tool], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    ],
    [
      { tools, tool_choice: 'required', parallel_tool_calls: false },
      { tools: [tool], tool_choice: { type: 'any', disable_parallel_tool_use: true } },
    ],
    [
      { tools: [{ type: 'function', function: { name: 'now', description: 'the time', strict: true } }] },
      {
        tools: [
          {
            name: 'now',
            description: 'the time',
            strict: true,
            input_schema: { type: 'object', properties: {} },
          },
        ],
      },
    ],
  ])('translates %j', (fields, expected) => {
    const { model: _model, max_tokens: _bound, messages: _messages, ...rest } = translate(fields);

    expect(rest).toEqual(expected);
  });

  it.each<[JsonObject, string]>([
    [{ tools: [{ type: 'custom', custom: { name: 'x' } }] }, 'tools[0].type'],
    [{ tools: [LOOK_UP, { ...LOOK_UP, cache_control: {} }] }, 'tools[1].cache_control'],
    [{ tools: [{ type: 'function', function: { name: 'x', color: 1 } }] }, 'tools[0].function.color'],
    [
      { tools: [{ type: 'function', function: { name: 'x', parameters: { type: 'array' } } }] },
      'tools[0].function.parameters.type',
    ],
    [{ tools, tool_choice: { type: 'allowed_tools', allowed_tools: {} } }, 'tool_choice.type'],
    [{ tools, tool_choice: 'always' }, 'tool_choice'],
    [{ tool_choice: 'required' }, 'tool_choice'],
  ])('refuses %j by the name of %s', (fields, param) => {
    expect(refusalOf(() => translate(fields)).param).toBe(param);
  });
});

describe('messages', () => {
  it('puts the system and developer messages at the beginning outside of the turns, and keeps later ones in their place', () => {
    const told = turnsOf(
      { role: 'system', content: 'be kind' },
      { role: 'developer', content: [text('be brief'), text('')] },
      { role: 'system', content: '' },
      { role: 'user', content: 'hi' },
      { role: 'system', content: 'it is late' },
      { role: 'user', content: 'bye' },
    );

    expect(told).toEqual({
      system: [text('be kind'), text('be brief')],
      turns: [
        { role: 'user', content: [text('hi')] },
        { role: 'system', content: [text('it is late')] },
        { role: 'user', content: [text('bye')] },
      ],
    });
  });

  it('shows images from data and from https addresses', () => {
    const told = turnsOf({
      role: 'user',
      content: [
        text('what is this?'),
        { type: 'image_url', image_url: { url: PNG, detail: 'auto' } },
        { type: 'image_url', image_url: { url: 'https://example.com/a.webp' } },
      ],
    });

    expect(told.turns).toEqual([
      {
        role: 'user',
        content: [
          text('what is this?'),
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
          { type: 'image', source: { type: 'url', url: 'https://example.com/a.webp' } },
        ],
      },
    ]);
  });

  it('tells calls and their results, those of one round in one turn', () => {
    const told = turnsOf(
      { role: 'user', content: 'weather?' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'at', arguments: '{"city":"Oslo"}' } },
          { id: 'c2', type: 'function', function: { name: 'now', arguments: '' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'rain' },
      { role: 'tool', tool_call_id: 'c2', content: '' },
      { role: 'assistant', content: 'It rains.', refusal: null, function_call: null, audio: null },
    );

    expect(told.turns).toEqual([
      { role: 'user', content: [text('weather?')] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'c1', name: 'at', input: { city: 'Oslo' } },
          { type: 'tool_use', id: 'c2', name: 'now', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'c1', content: [text('rain')] },
          { type: 'tool_result', tool_use_id: 'c2' },
        ],
      },
      { role: 'assistant', content: [text('It rains.')] },
    ]);
  });

  it('lets the last message of the assistant begin the answer, and tells what it refused', () => {
    const told = turnsOf(
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'I will not.' }] },
      { role: 'user', content: 'name a colour' },
      { role: 'assistant', content: 'The colour is' },
    );

    expect(told.turns).toEqual([
      { role: 'assistant', content: [text('I will not.')] },
      { role: 'user', content: [text('name a colour')] },
      { role: 'assistant', content: [text('The colour is')] },
    ]);
  });

  const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
  it.each<[JsonObject, string]>([
    [{ role: 'function', name: 'f', content: 'x' }, 'messages[0].role'],
    [{ role: 'user', content: 'x', name: 'Ada' }, 'messages[0].name'],
    [{ role: 'user', content: 'x', cache_control: {} }, 'messages[0].cache_control'],
    [{ role: 'user', content: '' }, 'messages[0].content'],
    [{ role: 'user', content: [text('')] }, 'messages[0].content'],
    [{ role: 'user', content: 7 }, 'messages[0].content'],
    [
      { role: 'user', content: [text('a'), { type: 'input_audio', input_audio: {} }] },
      'messages[0].content[1].type',
    ],
    [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }, 'messages[0].content[0].type'],
    [{ role: 'user', content: [{ ...text('a'), extra: 1 }] }, 'messages[0].content[0].extra'],
    [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: PNG, detail: 'high' } }] },
      'messages[0].content[0].image_url.detail',
    ],
    ...[
      'http://example.com/a.png',
      'data:image/svg+xml;base64,AA==',
      'data:image/png,AA',
      'file:///etc/passwd',
    ].map((url): [JsonObject, string] => [
      { role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
      'messages[0].content[0].image_url.url',
    ]),
    [{ role: 'assistant', content: null }, 'messages[0].content'],
    [{ role: 'assistant', content: 'x', audio: { id: 'a' } }, 'messages[0].audio'],
    [{ role: 'assistant', content: 'x', function_call: { name: 'f' } }, 'messages[0].function_call'],
    [{ role: 'assistant', content: 'x', annotations: [{}] }, 'messages[0].annotations'],
    [{ role: 'assistant', content: 'x', reasoning_content: 'y' }, 'messages[0].reasoning_content'],
    [{ role: 'assistant', tool_calls: [{ ...call, type: 'custom' }] }, 'messages[0].tool_calls[0].type'],
    [
      { role: 'assistant', tool_calls: [{ ...call, function: { name: 'f', arguments: '[1]' } }] },
      'messages[0].tool_calls[0].function.arguments',
    ],
    [
      { role: 'assistant', tool_calls: [{ ...call, function: { name: 'f', arguments: '{' } }] },
      'messages[0].tool_calls[0].function.arguments',
    ],
    [{ role: 'tool', content: 'x' }, 'messages[0].tool_call_id'],
    [{ role: 'tool', tool_call_id: 'c', content: [{ type: 'image_url' }] }, 'messages[0].content[0].type'],
    [{ role: 'system', content: [{ type: 'image_url' }] }, 'messages[0].content[0].type'],
  ])('refuses %j by the name of %s', (message, param) => {
    expect(refusalOf(() => turnsOf(message)).param).toBe(param);
  });

  it('refuses arguments that nest deeper than could be written again', () => {
    const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: deep } };

    expect(refusalOf(() => turnsOf({ role: 'assistant', tool_calls: [call] })).param).toBe(
      'messages[0].tool_calls[0].function.arguments',
    );
  });
});

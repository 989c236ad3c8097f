import type { JsonObject } from '../../openai/isJsonObject';
import { chatRequestShape } from '../testing/chatShape';
import { refusalOf } from '../testing/refusalOf';
import { refusedIn } from '../testing/refusedIn';
import { MESSAGES_REQUEST_FIELDS } from './messagesRequestFields';
import { toChatRequest } from './toChatRequest';

const HELLO = [{ role: 'user', content: 'hello' }];
const CACHE = { cache_control: { type: 'ephemeral' } };
const TOOL = { name: 'look_up', input_schema: { type: 'object', properties: {} } };

function translate(fields: JsonObject): JsonObject {
  const request = toChatRequest({ model: 'm/x', max_tokens: 100, messages: HELLO, ...fields }, 'gpt-x');
  // What goes up is JSON: a field without a value is not there.
  return chatRequestShape.parse(JSON.parse(JSON.stringify(request)));
}

const restOf = (fields: JsonObject) => {
  const { model: _model, max_completion_tokens: _bound, messages: _messages, ...rest } = translate(fields);
  return rest;
};
const messagesOf = (...messages: readonly JsonObject[]) => translate({ messages }).messages;
const text = (said: string) => ({ type: 'text', text: said });

describe('what a request of the Messages API becomes for an upstream of OpenAI’s kind', () => {
  it('asks for the model by its name there, with the bound of the answer', () => {
    expect(translate({})).toEqual({
      model: 'gpt-x',
      max_completion_tokens: 100,
      messages: [{ role: 'user', content: 'hello' }],
    });
  });

  it.each<[JsonObject, JsonObject]>([
    [{ stream: true }, { stream: true, stream_options: { include_usage: true } }],
    [
      { temperature: 1, top_p: 0.1 },
      { temperature: 1, top_p: 0.1 },
    ],
    [{ stop_sequences: ['a', 'b'] }, { stop: ['a', 'b'] }],
    [{ metadata: { user_id: 'u' } }, { user: 'u' }],
    [{ service_tier: 'standard_only' }, { service_tier: 'default' }],
    [{ output_config: { effort: 'low' } }, { reasoning_effort: 'low' }],
    [
      { output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } },
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
        },
      },
    ],
    [
      {
        tools: [
          { ...TOOL, ...CACHE, type: 'custom', strict: true, description: 'd', eager_input_streaming: true },
        ],
      },
      {
        tools: [
          {
            type: 'function',
            function: { name: 'look_up', description: 'd', parameters: TOOL.input_schema, strict: true },
          },
        ],
      },
    ],
  ])('translates %j', (fields, expected) => {
    expect(restOf(fields)).toEqual(expected);
  });

  it.each<[JsonObject, JsonObject]>([
    [{ type: 'auto' }, { tool_choice: 'auto' }],
    [{ type: 'none' }, { tool_choice: 'none' }],
    [
      { type: 'any', disable_parallel_tool_use: true },
      { tool_choice: 'required', parallel_tool_calls: false },
    ],
    [{ type: 'tool', name: 'look_up' }, { tool_choice: { type: 'function', function: { name: 'look_up' } } }],
  ])('translates the choice of tools %j', (tool_choice, expected) => {
    const { tools: _tools, ...choice } = restOf({ tools: [TOOL], tool_choice });

    expect(choice).toEqual(expected);
  });

  it.each<JsonObject>([
    { service_tier: 'auto', speed: 'standard', thinking: { type: 'disabled' }, ...CACHE, stream: false },
    { container: null, top_k: null, system: null, tools: [], stop_sequences: [], output_config: {} },
    { tool_choice: { type: 'auto' }, metadata: {} },
  ])('leaves out what asks for nothing: %j', (fields) => {
    expect(translate(fields)).toEqual(translate({}));
  });

  it.each<[JsonObject, string]>([
    [{ top_k: 5 }, 'top_k'],
    [{ thinking: { type: 'enabled', budget_tokens: 2000 } }, 'thinking'],
    [{ thinking: { type: 'adaptive' } }, 'thinking'],
    [{ speed: 'fast' }, 'speed'],
    [{ inference_geo: 'us' }, 'inference_geo'],
    [{ container: 'c' }, 'container'],
    [{ diagnostics: {} }, 'diagnostics'],
    [{ user_profile_id: 'x' }, 'user_profile_id'],
    [{ workspace_id: 'x' }, 'workspace_id'],
    [{ mcp_servers: [] }, 'mcp_servers'],
    [{ context_management: {} }, 'context_management'],
    [{ n: 1 }, 'n'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ max_tokens: 1.5 }, 'max_tokens'],
    [{ temperature: 2 }, 'temperature'],
    [{ service_tier: 'batch' }, 'service_tier'],
    [{ metadata: { name: 'Ada' } }, 'metadata.name'],
    [{ output_config: { effort: 'most' } }, 'output_config.effort'],
    [{ output_config: { task_budget: {} } }, 'output_config.task_budget'],
    [{ output_config: { format: { type: 'xml' } } }, 'output_config.format.type'],
    [{ tools: [{ type: 'web_search_20250305', name: 'web_search' }] }, 'tools[0].type'],
    [{ tools: [{ ...TOOL, allowed_callers: ['code_execution_20260120'] }] }, 'tools[0].allowed_callers'],
    [{ tools: [{ ...TOOL, defer_loading: true }] }, 'tools[0].defer_loading'],
    [{ tools: [{ ...TOOL, input_examples: [{}] }] }, 'tools[0].input_examples'],
    [{ tools: [TOOL, { name: 'x' }] }, 'tools[1].input_schema'],
    [{ tools: [TOOL], tool_choice: { type: 'some' } }, 'tool_choice.type'],
    [{ tool_choice: { type: 'any' } }, 'tool_choice'],
    [{ system: [{ type: 'image', source: {} }] }, 'system[0].type'],
    [{ system: 7 }, 'system'],
  ])('refuses %j by the name of %s', (fields, param) => {
    const refusal = refusalOf(() => translate(fields));

    expect(refusal.param).toBe(param);
    expect(refusal.problem).toContain(`\`${param}\``);
  });

  it.each(refusedIn(MESSAGES_REQUEST_FIELDS))('refuses %s when it asks for something', (name) => {
    expect(refusalOf(() => translate({ [name]: { odd: 1 } })).param).toBe(name);
  });
});

describe('messages', () => {
  it('puts the system prompt first, as one text or as parts', () => {
    expect(translate({ system: 'be kind' }).messages).toEqual([
      { role: 'system', content: 'be kind' },
      { role: 'user', content: 'hello' },
    ]);
    expect(translate({ system: [{ ...text('be kind'), ...CACHE }, text('be brief')] }).messages).toEqual([
      { role: 'system', content: [text('be kind'), text('be brief')] },
      { role: 'user', content: 'hello' },
    ]);
  });

  it('shows images', () => {
    const data = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' };
    const address = { type: 'url', url: 'https://example.com/a.webp' };

    expect(
      messagesOf({
        role: 'user',
        content: [text('see'), { type: 'image', source: data, ...CACHE }, { type: 'image', source: address }],
      }),
    ).toEqual([
      {
        role: 'user',
        content: [
          text('see'),
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
          { type: 'image_url', image_url: { url: 'https://example.com/a.webp' } },
        ],
      },
    ]);
  });

  it('tells calls behind texts, and each result in a message of its own before the rest of its turn', () => {
    const use = (id: string, input: JsonObject) => ({
      type: 'tool_use',
      id,
      name: 'f',
      input,
      caller: { type: 'direct' },
    });

    expect(
      messagesOf(
        { role: 'assistant', content: [text('a'), use('t1', { x: 1 }), text('b'), use('t2', {})] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 't1', content: 'fine', ...CACHE },
            { type: 'tool_result', tool_use_id: 't2', content: [text('no'), text('way')], is_error: true },
            text('go on'),
          ],
        },
        { role: 'system', content: 'soon' },
        { role: 'assistant', content: [use('t3', {})] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't3' }] },
        { role: 'assistant', content: 'So' },
        { role: 'user', content: 'bye' },
      ),
    ).toEqual([
      {
        role: 'assistant',
        content: [text('a'), text('b')],
        tool_calls: [
          { id: 't1', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
          { id: 't2', type: 'function', function: { name: 'f', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 't1', content: 'fine' },
      { role: 'tool', tool_call_id: 't2', content: 'Error: no\nway' },
      { role: 'user', content: 'go on' },
      { role: 'system', content: 'soon' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 't3', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 't3', content: '' },
      { role: 'assistant', content: 'So' },
      { role: 'user', content: 'bye' },
    ]);
  });

  it('shows the images of a result in the message behind it, and says whose they are', () => {
    const image = { type: 'image', source: { type: 'url', url: 'https://example.com/shot.png' } };

    expect(
      messagesOf({
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't1', content: [image] }, text('go on')],
      }),
    ).toEqual([
      { role: 'tool', tool_call_id: 't1', content: 'See the images in the next message.' },
      {
        role: 'user',
        content: [
          text('Images of the result of t1:'),
          { type: 'image_url', image_url: { url: 'https://example.com/shot.png' } },
          text('go on'),
        ],
      },
    ]);
  });

  it.each<[JsonObject, string]>([
    [{ role: 'tool', content: 'x' }, 'messages[0].role'],
    [{ role: 'user', content: 'x', name: 'Ada' }, 'messages[0].name'],
    [{ role: 'user', content: [{ type: 'document', source: {} }] }, 'messages[0].content[0].type'],
    [{ role: 'user', content: [{ type: 'search_result' }] }, 'messages[0].content[0].type'],
    [{ role: 'user', content: [{ ...text('a'), citations: [{}] }] }, 'messages[0].content[0].citations'],
    [
      { role: 'user', content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }] },
      'messages[0].content[0].source.type',
    ],
    [
      { role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'https://a.b', x: 1 } }] },
      'messages[0].content[0].source.x',
    ],
    [
      { role: 'user', content: [text('a'), { type: 'tool_result', tool_use_id: 't' }] },
      'messages[0].content[1]',
    ],
    [
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'document', source: {} }] }],
      },
      'messages[0].content[0].content[0].type',
    ],
    [
      { role: 'assistant', content: [{ type: 'thinking', thinking: 'x', signature: 's' }] },
      'messages[0].content[0].type',
    ],
    [{ role: 'assistant', content: [{ type: 'server_tool_use' }] }, 'messages[0].content[0].type'],
    [
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: 'x' }] },
      'messages[0].content[0].input',
    ],
    [
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 't', name: 'f', input: {}, caller: { type: 'code_execution_20260120' } },
        ],
      },
      'messages[0].content[0].caller',
    ],
    [{ role: 'assistant', content: 'The answer is' }, 'messages[0].role'],
    [
      { role: 'user', content: [{ type: 'image', source: {}, transformations: {} }] },
      'messages[0].content[0].transformations',
    ],
    [
      {
        role: 'assistant',
        content: [{ type: 'tool_use', id: 't', name: 'f', input: {}, toolset_name: 'browser' }],
      },
      'messages[0].content[0].toolset_name',
    ],
    [
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', toolset_name: 'browser' }] },
      'messages[0].content[0].toolset_name',
    ],
  ])('refuses %j by the name of %s', (message, param) => {
    expect(refusalOf(() => messagesOf(message)).param).toBe(param);
  });
});

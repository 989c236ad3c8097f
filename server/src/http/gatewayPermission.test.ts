import { preloadTokenizer } from '../gateway/metering/countTokens';
import { TestGateway } from './testing/testGateway';

/**
 * Whatever a body, an address or a header says: either the model that the key may use is asked, and no other, or nobody
 * is asked at all.
 */
let gateway: TestGateway;
beforeAll(async () => {
  await preloadTokenizer();
  gateway = await TestGateway.start();
  const models = ['demo/quick', 'demo/embedder', 'demo-lab/ranker'];
  gateway.ledger.addKey(gateway.secret, { apiKeyId: gateway.apiKeyId, models });
}, 60_000);
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.ledger.asked.length = 0;
  gateway.ledger.settlements.length = 0;
  gateway.upstream.requests.length = 0;
});

type Fields = Readonly<Record<string, unknown>>;
const messages = [{ role: 'user', content: 'Hi' }];
const ROUTES: Readonly<Record<string, Fields>> = {
  '/v1/chat/completions': { model: 'demo/quick', messages },
  '/v1/completions': { model: 'demo/quick', prompt: 'Hi' },
  '/v1/embeddings': { model: 'demo/embedder', input: 'Hi' },
  '/v1/responses': { model: 'demo/quick', input: 'Hi' },
  '/v1/messages': { model: 'demo/quick', max_tokens: 5, messages },
  '/v1/rerank': { model: 'demo-lab/ranker', query: 'Hi', documents: ['Hi'] },
};
/** Exists, and the key may not use it. */
const FORBIDDEN = 'demo-lab/poet';
const eachRoute = Object.entries(ROUTES);

/** What became of a request: the answer, who was asked for what, and what is on record. */
async function seen(answer: Response) {
  const text = await answer.text();
  const asked = gateway.upstream.requests.map(({ path, body }) => {
    const { model } = JSON.parse(body());
    // How often the name of the model stands there.
    const times = body().split(JSON.stringify(model)).length - 1;
    return { model, times, hasQuery: path.includes('?') };
  });
  return { status: answer.status, asked, settled: gateway.ledger.settlements.length, text };
}

/** The upstream was asked once, for this model and no other. */
const askedFor = (model: unknown) => ({
  status: 200,
  asked: [{ model, times: 1, hasQuery: false }],
  settled: 1,
});
const refusedWith = (status: number) => ({ status, asked: [], settled: 0 });

describe.each(eachRoute)('at %s', (path, body) => {
  const { model, ...rest } = body;
  const members = JSON.stringify(rest).slice(1);

  it('a model that the key may not use is refused', async () => {
    expect(await seen(await gateway.post(path, { ...body, model: FORBIDDEN }))).toMatchObject(
      refusedWith(403),
    );
  });

  it.each([
    [
      'of two models the last counts, which is forbidden',
      `{"model":"${model}","model":"${FORBIDDEN}",${members}`,
    ],
    [
      'a name that is written in escapes is the same name',
      `{"model":"${model}",${members.slice(0, -1)},"mod\\u0065l":"${FORBIDDEN}"}`,
    ],
  ])('%s', async (_what, text) => {
    expect(await seen(await gateway.post(path, text))).toMatchObject(refusedWith(403));
  });

  it.each([
    [
      'of two models the last is sent, and only that',
      `{"model":"${FORBIDDEN}","model":"${model}",${members}`,
    ],
  ])('%s', async (_what, text) => {
    const outcome = await seen(await gateway.post(path, text));

    // Where a request is translated, a field that nobody knows is refused.
    expect([askedFor(model), refusedWith(400)]).toContainEqual({ ...outcome, text: undefined });
  });

  it.each([
    'Model',
    'MODEL',
    'mOdel',
    '\uff4dodel',
    'mo_del',
    'model ',
    'Stream',
    '\u017ftream',
    'Max-Tokens',
  ])('a twin of a field that counts is refused: %s', async (name) => {
    const outcome = await seen(await gateway.post(path, { ...body, [name]: FORBIDDEN }));

    expect(outcome).toMatchObject(refusedWith(400));

    expect(outcome.text).toContain('is no field: write');
  });

  it.each([
    'demo/Quick',
    'DEMO/QUICK',
    'demo/quick ',
    ' demo/quick',
    'demo\uff0fquick',
    'dem\u043e/quick',
    'demo/quick\u200b',
    'demo/quick:online',
    'demo/../demo/quick',
    'quick',
    'openai/demo/quick',
    '*',
    '%',
    'demo/%',
  ])('a model that only looks like one is none: "%s"', async (alike) => {
    expect(await seen(await gateway.post(path, { ...body, model: alike }))).toMatchObject(refusedWith(404));
  });

  it.each([
    [['demo/quick', FORBIDDEN]],
    [{ id: model }],
    [null],
    [7],
    [true],
    [''],
    ['demo/quick\u0000'],
    ['x'.repeat(201)],
  ])('a model must be one id: %j', async (wrong) => {
    const outcome = await seen(await gateway.post(path, { ...body, model: wrong }));

    expect(outcome).toMatchObject(refusedWith(400));

    expect(outcome.text).toContain('model');
  });

  it.each<[string, unknown]>([
    ['models', [model, FORBIDDEN]],
    ['__proto__', { api_base: 'http://attacker.example' }],
    ['fallbacks', [FORBIDDEN]],
    ['fallback_models', [FORBIDDEN]],
    ['context_window_fallbacks', [{ [String(model)]: [FORBIDDEN] }]],
    ['model_list', [{ model_name: model, litellm_params: { model: FORBIDDEN } }]],
    ['route', 'fallback'],
    ['provider', { order: ['other'] }],
    ['plugins', [{ id: 'web' }]],
    ['preset', 'mine'],
    ['api_base', 'http://attacker.example'],
    ['apiBase', 'http://attacker.example'],
    ['API_BASE', 'http://attacker.example'],
    ['base_url', 'http://attacker.example'],
    ['baseURL', 'http://attacker.example'],
    ['api_key', 'sk-mine'],
    ['user_config', { model_list: [] }],
    ['custom_llm_provider', 'other'],
    ['litellm_params', { model: FORBIDDEN }],
    ['litellm_metadata', { api_base: 'http://attacker.example' }],
    ['extra_body', { model: FORBIDDEN }],
    ['extra_headers', { 'x-model': FORBIDDEN }],
    ['deployment_id', FORBIDDEN],
    ['mcp_servers', [{ url: 'http://attacker.example' }]],
    ['metadata', { api_base: 'http://attacker.example' }],
    ['metadata', { deep: [{ user_config: {} }] }],
    ['metadata', { litellm_params: { model: FORBIDDEN } }],
    ['metadata', JSON.parse('{"__proto__":{"api_base":"http://attacker.example"}}')],
    ['metadata', { Base_URL: 'http://attacker.example' }],
  ])('%s cannot lead elsewhere: %j', async (name, value) => {
    const outcome = await seen(await gateway.post(path, { ...body, [name]: value }));

    expect(outcome).toMatchObject(refusedWith(400));

    expect(outcome.text).toContain(name === 'metadata' ? 'metadata.' : name);
  });

  it('query and headers cannot either', async () => {
    const answer = await gateway.post(`${path}?model=${FORBIDDEN}&api_base=http://attacker.example`, body, {
      'x-model': FORBIDDEN,
      'x-litellm-model': FORBIDDEN,
      'x-portkey-config': '{"provider":"other"}',
      'x-api-base': 'http://attacker.example',
      'openai-organization': 'org-other',
      'anthropic-beta': 'other-model',
    });

    expect(await seen(answer)).toMatchObject(askedFor(model));
    expect(JSON.stringify(gateway.upstream.last.headers)).not.toMatch(/attacker|poet|portkey|org-other|beta/);
  });
});

describe('metadata of the client', () => {
  it('may hold what is no order to anybody', async () => {
    const metadata = { route: '/checkout', model: 'my own', models: 'two', provider: 'me' };

    const answer = await gateway.post('/v1/chat/completions', {
      ...ROUTES['/v1/chat/completions'],
      metadata,
    });

    expect(await seen(answer)).toMatchObject(askedFor('demo/quick'));
    expect(JSON.parse(gateway.upstream.last.body()).metadata).toEqual(metadata);
  });
});

const file = { type: 'input_file', file_id: 'file-of-somebody' };

describe('what would reach stored state, or run tools with the provider, is refused by name', () => {
  it.each<[string, string, Fields]>([
    ['/v1/responses', 'store', { store: true }],
    ['/v1/responses', 'background', { background: true }],
    ['/v1/responses', 'previous_response_id', { previous_response_id: 'resp_of_somebody' }],
    ['/v1/responses', 'conversation', { conversation: 'conv_of_somebody' }],
    ['/v1/responses', 'conversation', { conversation: { id: 'conv_of_somebody' } }],
    ['/v1/responses', 'prompt', { prompt: { id: 'pmpt_of_somebody' } }],
    ['/v1/responses', 'input', { input: [{ type: 'item_reference', id: 'msg_of_somebody' }] }],
    ['/v1/responses', 'input', { input: [{ role: 'user', content: [file] }] }],
    ['/v1/responses', 'input', { input: [{ type: 'function_call_output', call_id: 'c', output: [file] }] }],
    ...[
      'web_search',
      'file_search',
      'code_interpreter',
      'image_generation',
      'mcp',
      'shell',
      'tool_search',
    ].map((type): [string, string, Fields] => [
      '/v1/responses',
      'tools[1].type',
      { tools: [aFunction(), { type }] },
    ]),
    ['/v1/chat/completions', 'store', { store: true }],
    ['/v1/chat/completions', 'web_search_options', { web_search_options: {} }],
    ['/v1/chat/completions', 'tools[0].type', { tools: [{ type: 'openrouter:web_search' }] }],
    ['/v1/chat/completions', 'tools[0].type', { tools: [{ type: ['function'] }] }],
    ['/v1/chat/completions', 'tools[0].type', { tools: [{ googleSearch: {} }] }],
    ['/v1/chat/completions', 'tools[0].type', { tools: [{ ...aFunction(), url_context: {} }] }],
    ['/v1/chat/completions', 'tools[0].type', { tools: [{}] }],
    ['/v1/chat/completions', 'data_sources', { data_sources: [{ type: 'azure_search' }] }],
    ['/v1/chat/completions', 'search_parameters', { search_parameters: { mode: 'on' } }],
    ['/v1/chat/completions', 'enable_search', { enable_search: true }],
    [
      '/v1/chat/completions',
      'messages',
      { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] },
    ],
    ['/v1/messages', 'container', { container: 'container_of_somebody' }],
    ...[
      'web_search_20250305',
      'web_fetch_20250910',
      'code_execution_20250825',
      'tool_search_tool_bm25_20251119',
      'advisor_20260301',
    ].map((type): [string, string, Fields] => [
      '/v1/messages',
      'tools[0].type',
      { tools: [{ type, name: 't' }] },
    ]),
    [
      '/v1/messages',
      'messages',
      {
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'f' } }] }],
      },
    ],
  ])('%s: %s %j', async (path, field, extra) => {
    const answer = await gateway.post(path, { ...ROUTES[path], ...extra });

    const outcome = await seen(answer);
    expect(outcome).toMatchObject(refusedWith(400));
    expect(outcome.text).toContain(`\`${field}\``);
  });

  it.each<[string, Fields]>([
    ['/v1/responses', { store: false, background: false, previous_response_id: null, tools: [aFunction()] }],
    ['/v1/responses', { tools: [{ type: 'custom', name: 'grep' }, { type: 'local_shell' }] }],
    ['/v1/chat/completions', { store: false, tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['/v1/messages', { tools: [{ name: 'f', input_schema: { type: 'object' } }] }],
  ])('and what the client does itself passes at %s: %j', async (path, extra) => {
    const answer = await gateway.post(path, { ...ROUTES[path], ...extra });

    expect(await seen(answer)).toMatchObject(askedFor('demo/quick'));
  });
});

function aFunction(): Fields {
  return { type: 'function', name: 'f', parameters: { type: 'object', properties: { base_url: {} } } };
}

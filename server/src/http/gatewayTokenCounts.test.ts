import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { anthropicSpeech } from '../test/anthropicSpeech';
import { eventually } from '../test/eventually';
import { ModelServer, type Trouble } from '../test/modelServer';
import { TestGateway } from './testing/testGateway';

/** An upstream of Anthropic's kind for one model; one of OpenAI's kind would have all the others. */
let claude: ModelServer;
let gateway: TestGateway;
beforeAll(async () => {
  claude = await ModelServer.start(anthropicSpeech);
  gateway = await TestGateway.start({
    configure: (config) => ({
      ...config,
      kind: 'anthropic',
      baseUrl: claude.baseUrl,
      // Failures of one test are not to be held against the next.
      breaker: { failures: 100, restMs: 1 },
    }),
  });
});
afterAll(async () => {
  await gateway.close();
  await claude.close();
});
beforeEach(() => {
  claude.trouble = null;
  claude.calls.length = 0;
  gateway.isLeaseValid = true;
});

const prompt = { model: 'demo/quick', messages: [{ role: 'user' as const, content: 'hello' }] };

async function refusalOf(extra: object = {}): Promise<[status: number | undefined, told: string]> {
  const client = new Anthropic({ apiKey: gateway.secret, baseURL: gateway.url, maxRetries: 0 });
  const error: unknown = await client.messages.countTokens({ ...prompt, ...extra }).catch((e: unknown) => e);
  if (!(error instanceof APIError)) throw new Error('It was not refused.');
  expect(error.error).toMatchObject({ type: 'error', request_id: error.requestID });
  return [error.status, JSON.stringify(error.error)];
}

describe('the tokens of a prompt', () => {
  it.each(['/v1/messages/count_tokens', '/messages/count_tokens'])('are counted at %s', async (path) => {
    const answer = await gateway.post(path, { ...prompt, max_tokens: 5 });

    expect([answer.status, await answer.json()]).toEqual([200, { input_tokens: 5 }]);
    expect(claude.last).toMatchObject({ path: '/v1/messages/count_tokens', body: { max_tokens: 5 } });
    expect(gateway.ledger.asked).toEqual([]);
    expect(gateway.running.size).toBe(0);
  });

  it.each<[string, object, number, RegExp]>([
    ['a model that nobody has', { model: 'no/such' }, 404, /not_found_error.*no\/such/],
    ['no messages', { messages: [] }, 400, /invalid_request_error.*messages/],
    ['a model that is no id', { model: 5 }, 400, /invalid_request_error.*model/],
    ['what leads elsewhere', { api_base: 'http://evil' }, 400, /invalid_request_error.*api_base/],
    [
      'a tool of the provider',
      { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      400,
      /invalid_request_error.*tools/,
    ],
    [
      'a file of the provider',
      { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }] }] },
      400,
      /invalid_request_error.*messages/,
    ],
  ])('are not counted for %s', async (_what, extra, status, told) => {
    expect(await refusalOf(extra)).toEqual([status, expect.stringMatching(told)]);
    expect(claude.calls).toEqual([]);
  });

  it('are not counted where no upstream of the model can: that is said by name', async () => {
    const openAi = await TestGateway.start();
    try {
      const answer = await openAi.post('/v1/messages/count_tokens', prompt);

      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { error: { type: 'invalid_request_error', message: expect.stringContaining('demo/quick') } },
      ]);
      expect(openAi.upstream.requests).toEqual([]);
    } finally {
      await openAi.close();
    }
  });

  it('are not counted for a stranger, whose body is not waited for', async () => {
    const answer = await fetch(`${gateway.url}/v1/messages/count_tokens`, {
      method: 'POST',
      body: new ReadableStream({ start: (body) => body.enqueue(Buffer.from('{')) }),
      duplex: 'half',
    } as RequestInit);

    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { type: 'error', error: { type: 'authentication_error' } },
    ]);
  });

  it.each<[string, Trouble, number, RegExp]>([
    ['refuses', { status: 400, body: { error: { message: 'Odd.' } } }, 400, /Odd\./],
    ['has too much to do', { status: 429, body: {}, headers: { 'retry-after': '7' } }, 429, /rate_limit/],
    [
      'refuses our account',
      { status: 401, body: { error: { message: 'org-upstream12345' } } },
      502,
      /api_er/,
    ],
    ['fails', { status: 500, body: {} }, 502, /api_error/],
    ['answers with something else', { status: 200, body: { input_tokens: '5' } }, 502, /api_error/],
    ['hangs up', 'RESET', 502, /api_error/],
  ])('are refused when their provider %s', async (_what, trouble, status, told) => {
    claude.trouble = trouble;

    const [answered, error] = await refusalOf();

    expect([answered, error]).toEqual([status, expect.stringMatching(told)]);
    expect(error).not.toContain('upstream12345');
    expect(gateway.running.size).toBe(0);
  });

  it('are not told once the key has ended, nor while this node cannot know whether it has', async () => {
    claude.trouble = 'SILENCE';
    const ended = refusalOf();
    await eventually(() => expect(claude.calls).toHaveLength(1));

    expect(await gateway.running.endKey(gateway.apiKeyId, 'KEY_REVOKED')).toBe(1);
    claude.trouble = null;
    gateway.isLeaseValid = false;

    expect(await ended).toEqual([401, expect.stringMatching(/authentication_error/)]);
    expect(await refusalOf()).toEqual([503, expect.stringMatching(/api_error/)]);
  });

  it.each(['GET', 'DELETE'])('are not asked for by %s', async (method) => {
    const headers = { 'x-api-key': gateway.secret };
    const answers = await Promise.all(
      ['/v1/messages/count_tokens', '/messages/count_tokens'].map((path) =>
        fetch(gateway.url + path, { method, headers }),
      ),
    );

    for (const answer of answers) {
      expect([answer.status, await answer.json()]).toMatchObject([
        404,
        { error: { type: 'not_found_error' } },
      ]);
    }
  });
});

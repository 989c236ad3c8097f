import { anthropicErrorForm } from '../anthropic/anthropicErrorForm';
import { GatewayRefusal, type RefusalCode } from '../gatewayRefusal';
import { errorAnswer } from './openAiErrorBody';
import { openAiErrorForm } from './openAiErrorForm';
import { responsesErrorForm } from './responsesErrorForm';

describe('what a client gets for a refusal', () => {
  it.each<[RefusalCode, number, [type: string, code: string], Record<string, string>]>([
    ['MISSING_API_KEY', 401, ['invalid_request_error', 'missing_api_key'], {}],
    ['SEVERAL_CREDENTIALS', 400, ['invalid_request_error', 'invalid_request'], {}],
    ['INVALID_API_KEY', 401, ['invalid_request_error', 'invalid_api_key'], {}],
    ['API_KEY_EXPIRED', 401, ['invalid_request_error', 'api_key_expired'], {}],
    ['API_KEY_LEAKED', 401, ['invalid_request_error', 'api_key_leaked'], {}],
    ['PAID_PLAN_REQUIRED', 403, ['insufficient_quota', 'paid_plan_required'], { 'x-should-retry': 'false' }],
    ['MODEL_NOT_ALLOWED', 403, ['invalid_request_error', 'model_not_found'], {}],
    ['MODEL_NOT_FOUND', 404, ['invalid_request_error', 'model_not_found'], {}],
    ['ROUTE_NOT_FOUND', 404, ['invalid_request_error', 'unknown_url'], {}],
    ['INVALID_REQUEST', 400, ['invalid_request_error', 'invalid_request'], {}],
    ['REQUEST_TOO_LARGE', 413, ['invalid_request_error', 'request_too_large'], {}],
    ['RATE_LIMITED', 429, ['requests', 'rate_limit_exceeded'], { 'retry-after': '1' }],
    ['UPSTREAM_ERROR', 502, ['api_error', 'upstream_error'], {}],
    ['UPSTREAM_TIMEOUT', 504, ['api_error', 'upstream_timeout'], {}],
    ['SERVICE_UNAVAILABLE', 503, ['api_error', 'service_unavailable'], { 'retry-after': '1' }],
    ['INTERNAL_ERROR', 500, ['api_error', 'internal_error'], {}],
  ])('%s is status %i', (refusal, status, [type, code], headers) => {
    const answer = errorAnswer(new GatewayRefusal(refusal));

    expect(answer).toMatchObject({ status, headers, body: { error: { type, code, param: null } } });
    expect(Object.keys(answer.body.error).sort()).toEqual(['code', 'message', 'param', 'type']);
    expect(Object.keys(answer.headers)).toEqual(Object.keys(headers));
    expect(answer.body.error.message).toMatch(/\S.*[.]$/);
  });

  it('shows a refused key masked, or not at all', () => {
    const masked = errorAnswer(new GatewayRefusal('INVALID_API_KEY', { maskedKey: 'aim_sk_****abcd' }));
    const hidden = errorAnswer(new GatewayRefusal('INVALID_API_KEY', { maskedKey: null }));

    expect(masked.body.error.message).toContain('aim_sk_****abcd');
    expect(hidden.body.error.message).not.toMatch(/null|undefined|:/);
  });

  it('says where the models of a key are changed', () => {
    const { body } = errorAnswer(new GatewayRefusal('MODEL_NOT_ALLOWED', { modelId: 'meta/llama' }));

    expect(body.error.message).toContain('meta/llama');
    expect(body.error.message).toContain('My API Keys');
  });

  it('names the field at fault', () => {
    const refusal = new GatewayRefusal('INVALID_REQUEST', {
      param: 'messages',
      problem: 'It must be a list.',
    });

    expect(errorAnswer(refusal).body.error).toMatchObject({
      param: 'messages',
      message: 'It must be a list.',
    });
  });

  it('is one event when the stream has begun', () => {
    const error = errorAnswer(new GatewayRefusal('UPSTREAM_ERROR'));

    const event = openAiErrorForm.event(error, 'request-1').toString();

    expect(event).toMatch(/^data: \{.*\}\n\n$/);
    expect(JSON.parse(event.slice('data: '.length))).toEqual(error.body);
  });
});

describe('an error in the stream of another route', () => {
  const error = errorAnswer(new GatewayRefusal('UPSTREAM_TIMEOUT'));
  const dataOf = (event: string) => JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '');

  it('of responses stands where OpenAI describes it and where its libraries look for it', () => {
    const event = responsesErrorForm.event(error, 'request-1').toString();

    expect(event).toMatch(/^event: error\ndata: \{.*\}\n\n$/);
    expect(dataOf(event)).toMatchObject({
      type: 'error',
      code: 'upstream_timeout',
      message: error.body.error.message,
      error: error.body.error,
    });
  });

  it("of messages is Anthropic's, with the id of the request", () => {
    const event = anthropicErrorForm.event(error, 'request-1').toString();

    expect(event).toMatch(/^event: error\ndata: \{.*\}\n\n$/);
    expect(dataOf(event)).toEqual({
      type: 'error',
      error: { type: 'timeout_error', message: error.body.error.message },
      request_id: 'request-1',
    });
  });
});

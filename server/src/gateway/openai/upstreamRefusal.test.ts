import { upstreamRefusal } from './upstreamRefusal';

const body = (error: unknown) => JSON.stringify({ error });

describe("an upstream's refusal", () => {
  it('reaches the client with status, message, type, param and code', () => {
    const error = {
      message: 'Too long.',
      type: 'invalid_request_error',
      param: 'messages',
      code: 'context_length_exceeded',
    };

    expect(upstreamRefusal(400, undefined, body(error))).toEqual({
      status: 400,
      headers: {},
      body: { error },
    });
  });

  it.each([
    ['an organization', 'Limit for gpt-x in organization org-AbC123xyz reached.', 'org-AbC123xyz'],
    ['a project', 'Project proj_abc123XYZ has no access.', 'proj_abc123XYZ'],
    ['a key', 'Incorrect API key sk-proj-abc***xyz99.', 'abc***xyz99'],
    ['an organization of Anthropic', 'Limit of org: 8a2b5c1e-0d3f-4a6b-9c8d-7e6f5a4b3c2d.', '8a2b5c1e'],
    ['a workspace', 'Not for wrkspc_011CZkZaBF1tNoB5wlCeusgy.', '011CZk'],
    ['a request', 'Quote req_0123456789abcdef to us.', 'req_0123456789abcdef'],
    ['an address', 'See https://platform.upstream.example/account/limits for more.', 'upstream.example'],
    ['a mail address', 'Write to admin@upstream.example now.', 'admin@upstream.example'],
  ])('goes without %s of the account', (_what, message, hidden) => {
    const answer = upstreamRefusal(
      429,
      undefined,
      body({ message, type: message, param: message, code: message }),
    );

    expect(JSON.stringify(answer)).not.toContain(hidden);
    expect(answer?.body.error.message).toContain('***');
  });

  it.each([
    ['invalid_request_error', 400, { type: 'invalid_request_error', code: null }],
    ['rate_limit_error', 429, { type: 'requests', code: 'rate_limit_exceeded' }],
    ['not_found_error', 404, { type: 'invalid_request_error', code: 'not_found' }],
    ['request_too_large', 413, { type: 'invalid_request_error', code: 'request_too_large' }],
  ])('tells %s of Anthropic in words that clients know', (type, status, expected) => {
    const said = JSON.stringify({
      type: 'error',
      error: { type, message: 'Too much.' },
      request_id: 'req_1',
    });

    expect(upstreamRefusal(status, undefined, said)?.body.error).toEqual({
      message: 'Too much.',
      param: null,
      ...expected,
    });
  });

  it.each([
    { type: 'billing_error', message: 'Pay first.' },
    { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' },
  ])('is not shown when our own account at Anthropic has run dry: %j', (error) => {
    expect(upstreamRefusal(400, undefined, body(error))).toBeNull();
  });

  it('keeps the names of parameters', () => {
    const message = 'Unknown parameter: user_location, key_value, req_body, max_tokens, org_unit.';

    expect(upstreamRefusal(400, undefined, body({ message }))?.body.error.message).toBe(message);
  });

  it('says when to try again, and nothing else of the headers', () => {
    expect(upstreamRefusal(429, '7', body({}))?.headers).toEqual({ 'retry-after': '7' });
    expect(upstreamRefusal(429, ['7', '8'], body({}))?.headers).toEqual({});
    expect(upstreamRefusal(429, 'x\r\nset-cookie: a=b', body({}))?.headers).toEqual({});
  });

  it.each([401, 402, 403, 407])('is not shown when it is about our own account: %i', (status) => {
    expect(upstreamRefusal(status, undefined, body({ message: 'No.' }))).toBeNull();
  });

  it.each(['insufficient_quota', 'billing_not_active'])(
    'is not shown when our own account has run dry: %s',
    (code) => {
      expect(upstreamRefusal(429, undefined, body({ message: 'No.', code }))).toBeNull();
    },
  );

  it.each([200, 302, 500, 503])('is none at all with status %i', (status) => {
    expect(upstreamRefusal(status, undefined, body({}))).toBeNull();
  });

  it.each([
    ['no JSON', '<html>org-secret999</html>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['an error that is a text', '{"error":"org-secret999"}'],
    ['fields of other types', '{"error":{"message":{"org":"org-secret999"},"type":7,"param":[],"code":404}}'],
  ])('has words of ours when it comes as %s', (_what, text) => {
    const answer = upstreamRefusal(404, undefined, text);

    expect(answer?.body.error).toMatchObject({ type: 'invalid_request_error', param: null, code: null });
    expect(answer?.body.error.message).toContain('404');
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it("is read in the form of vLLM's older versions too", () => {
    const answer = upstreamRefusal(
      400,
      undefined,
      '{"object":"error","message":"Bad.","type":"BadRequestError","code":400}',
    );

    expect(answer?.body.error).toEqual({ message: 'Bad.', type: 'BadRequestError', param: null, code: null });
  });

  it('is cut when it is endless', () => {
    const answer = upstreamRefusal(400, undefined, body({ message: 'x'.repeat(60_000) }));

    expect(answer?.body.error.message).toHaveLength(2_000);
  });
});

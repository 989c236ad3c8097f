import { testApiKey } from './testApiKey';

const SECRET = 'aim_sk_0123456789';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const before = globalThis.fetch;
const fetched = jest.fn();

beforeEach(() => {
  fetched.mockReset();
  globalThis.fetch = fetched;
});
afterEach(() => {
  globalThis.fetch = before;
});

function answer({ status, body }: Answer): void {
  fetched.mockResolvedValue({ ok: status < 400, status, json: async () => body });
}

it('says how many models a working key can call', async () => {
  answer({ status: 200, body: { data: [{ id: 'a' }, { id: 'b' }] } });

  expect(await testApiKey('https://host/v1', SECRET)).toEqual({ kind: 'works', models: 2 });
});

it('asks the gateway with the key alone, without the session and past every cache', async () => {
  answer({ status: 200, body: { data: [] } });

  await testApiKey('https://host/v1', SECRET);

  expect(fetched).toHaveBeenCalledWith('https://host/v1/models', {
    headers: { authorization: `Bearer ${SECRET}` },
    credentials: 'omit',
    cache: 'no-store',
    signal: expect.any(AbortSignal),
  });
});

it('passes on why the gateway refused the key', async () => {
  answer({ status: 401, body: { error: { message: 'This key was revoked.' } } });

  expect(await testApiKey('https://host/v1', SECRET)).toEqual({
    kind: 'refused',
    message: 'This key was revoked.',
  });
});

it.each([null, 'oops', { error: 'oops' }, { error: { message: 7 } }])(
  'says that the test failed when the refusal has no reason: %j',
  async (body) => {
    answer({ status: 502, body });

    expect(await testApiKey('https://host/v1', SECRET)).toEqual({ kind: 'failed' });
  },
);

it('says that the test failed when no answer came', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));

  expect(await testApiKey('https://host/v1', SECRET)).toEqual({ kind: 'failed' });
});

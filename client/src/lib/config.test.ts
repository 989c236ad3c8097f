import { gatewayBaseUrl, loadConfig } from './config';

const ORIGIN = 'https://keys.example.com';
const FALLBACK = {
  brandName: 'AI Marketplace',
  contactUrl: null,
  plansUrl: null,
  hasPlayground: true,
  publicUrl: ORIGIN,
};

const before = globalThis.fetch;
const fetched = jest.fn();

beforeEach(() => {
  fetched.mockReset();
  globalThis.fetch = fetched;
});
afterEach(() => {
  globalThis.fetch = before;
});

function answer(body: unknown, ok = true): void {
  fetched.mockResolvedValue({ ok, json: async () => body });
}

it('takes over what the installation says of itself', async () => {
  const config = {
    brandName: 'Acme Models',
    contactUrl: 'mailto:sales@acme.example',
    plansUrl: 'https://acme.example/plans',
    hasPlayground: false,
    publicUrl: 'https://api.acme.example',
  };
  answer(config);

  expect(await loadConfig(ORIGIN)).toEqual(config);
});

it.each([
  ['is no object', 'oops'],
  ['is empty', {}],
  ['is null', null],
  ['has odd values', { brandName: '', contactUrl: 7, publicUrl: null }],
])('works with what it knows by itself when the answer %s', async (_how, body) => {
  answer(body);

  expect(await loadConfig(ORIGIN)).toEqual(FALLBACK);
});

it('works with what it knows by itself when the server refuses or does not answer', async () => {
  answer({ brandName: 'Acme Models' }, false);
  expect(await loadConfig(ORIGIN)).toEqual(FALLBACK);

  fetched.mockRejectedValue(new DOMException('Timed out.', 'TimeoutError'));
  expect(await loadConfig(ORIGIN)).toEqual(FALLBACK);
});

it.each(['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'ftp://a', '//evil.example'])(
  'makes no link of %j',
  async (url) => {
    answer({ contactUrl: url, plansUrl: url });

    expect(await loadConfig(ORIGIN)).toMatchObject({ contactUrl: null, plansUrl: null });
  },
);

it('lets a mail be written to those who are contacted, and plans be on a page only', async () => {
  answer({ contactUrl: 'mailto:sales@acme.example', plansUrl: 'mailto:sales@acme.example' });

  expect(await loadConfig(ORIGIN)).toMatchObject({
    contactUrl: 'mailto:sales@acme.example',
    plansUrl: null,
  });
});

it('gives OpenAI clients an address without a doubled slash', async () => {
  answer({ publicUrl: 'https://api.acme.example//' });

  expect(gatewayBaseUrl(await loadConfig(ORIGIN))).toBe('https://api.acme.example/v1');
});

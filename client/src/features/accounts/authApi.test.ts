import { en } from '../../i18n/en';
import { createI18n } from '../../i18n/i18n';
import { signIn, signOut, signUp } from './authApi';
import { refusalText } from './authRefusalText';

const CREDENTIALS = { email: 'ann@example.com', password: 'correct horse' };
const { t } = createI18n('en', en);

const before = globalThis.fetch;
const fetched = jest.fn();

beforeEach(() => {
  fetched.mockReset();
  globalThis.fetch = fetched;
});
afterEach(() => {
  globalThis.fetch = before;
});

function answer(status: number, body: unknown): void {
  fetched.mockResolvedValue({ ok: status < 400, status, headers: new Map(), json: async () => body });
}

it.each([
  ['signs in', () => signIn(CREDENTIALS), '/api/auth/sign-in/email', CREDENTIALS],
  [
    'signs up',
    () => signUp({ name: 'Ann', ...CREDENTIALS }),
    '/api/auth/sign-up/email',
    { name: 'Ann', ...CREDENTIALS },
  ],
  ['signs out', () => signOut(), '/api/auth/sign-out', {}],
])('%s at this site alone', async (_what, ask, path, body) => {
  answer(200, {});

  expect(await ask()).toEqual({ ok: true });
  expect(fetched).toHaveBeenCalledWith(path, expect.objectContaining({ credentials: 'same-origin' }));
  expect(JSON.parse(fetched.mock.calls[0]?.[1].body)).toEqual(body);
});

it.each([
  [401, { code: 'INVALID_EMAIL_OR_PASSWORD' }, 'The e-mail or the password is wrong.'],
  [401, null, 'The e-mail or the password is wrong.'],
  [422, { code: 'USER_ALREADY_EXISTS' }, 'There is already an account with this e-mail. Sign in instead.'],
  [400, { code: 'PASSWORD_TOO_SHORT' }, 'Use at least 8 characters.'],
  [
    400,
    { code: 'EMAIL_PASSWORD_SIGN_UP_DISABLED' },
    'New accounts cannot be created here. Ask the operator of this marketplace.',
  ],
  [429, { code: 'INVALID_EMAIL_OR_PASSWORD' }, 'Too many requests. Try again in a moment.'],
  [500, { code: 'constructor' }, 'Something went wrong on our side.'],
  [502, 'no JSON', 'Something went wrong on our side.'],
])('says in a sentence why the server refused: %i %j', async (status, body, sentence) => {
  answer(status, body);

  const outcome = await signIn(CREDENTIALS);

  expect(outcome.ok ? null : refusalText(outcome.refusal, t)).toBe(sentence);
});

it('says that the server could not be reached when no answer came', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));

  const outcome = await signIn(CREDENTIALS);

  expect(outcome.ok ? null : refusalText(outcome.refusal, t)).toBe("We couldn't reach the server.");
});

import { screen, waitFor } from '@testing-library/react';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';

interface AuthAnswer {
  readonly status: number;
  readonly code?: string;
}

const asked: { path: string; body: unknown }[] = [];
const originalFetch = globalThis.fetch;

/** Answers the sign-in service; a success makes the session known to the server. */
function authService(server: FakeServer, answer: () => AuthAnswer | 'unreachable'): void {
  globalThis.fetch = async (path, init) => {
    asked.push({ path: String(path), body: JSON.parse(String(init?.body)) });
    const given = answer();
    if (given === 'unreachable') throw new TypeError('Failed to fetch');
    const isOk = given.status === 200;
    if (isOk) server.facts.isSignedIn = true;
    // The page reads these only, and the simulated browser has no Response of its own.
    const headers = new Map(given.status === 429 ? [['retry-after', '2']] : []);
    return { ok: isOk, status: given.status, headers, json: async () => ({ code: given.code }) } as never;
  };
}

afterEach(() => {
  globalThis.fetch = originalFetch;
  asked.length = 0;
});

async function openSignIn(
  address: string,
  answer: () => AuthAnswer | 'unreachable' = () => ({ status: 200 }),
): Promise<RenderedPage> {
  const server = fakeServer({ isSignedIn: false });
  authService(server, answer);
  const page = renderPage(address, { server });
  await screen.findByLabelText('E-mail');
  return page;
}

async function signIn(user: RenderedPage['user'], password = 'correct horse'): Promise<void> {
  await user.type(screen.getByLabelText('E-mail'), 'ann@example.com');
  await user.type(screen.getByLabelText('Password'), password);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it.each([
    ['/sign-in', '/account/keys'],
    ['/account/usage?range=7d&tz=UTC', '/account/usage?range=7d&tz=UTC'],
    ['/sign-in?from=https%3A%2F%2Fevil.example', '/account/keys'],
    ['/sign-in?from=%2F%2Fevil.example', '/account/keys'],
  ])('after %s leads to %s', async (from, to) => {
    const { user } = await openSignIn(from);

    await signIn(user);

    await waitFor(() => expect(window.location.pathname + window.location.search).toBe(to));
    expect(await screen.findByRole('button', { name: 'Account' })).toBeVisible();
    expect(asked).toEqual([
      { path: '/api/auth/sign-in/email', body: { email: 'ann@example.com', password: 'correct horse' } },
    ]);
  });

  it('leads on at once when one is signed in already', async () => {
    renderPage('/sign-in?from=%2Faccount%2Fusage');

    expect(await screen.findByRole('heading', { name: 'My usage' })).toBeVisible();
  });

  it.each<[string, AuthAnswer | 'unreachable', string]>([
    [
      'a wrong password',
      { status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' },
      'The e-mail or the password is wrong.',
    ],
    ['a fault of the server', { status: 500 }, 'Something went wrong on our side.'],
    ['a server out of reach', 'unreachable', "We couldn't reach the server."],
  ])('with %s says so, keeps the e-mail, and can be tried again', async (_what, refusal, text) => {
    let answer = refusal;
    const { user } = await openSignIn('/sign-in', () => answer);

    await signIn(user, 'wrong horse');

    expect(await screen.findByRole('alert')).toHaveTextContent(text);
    expect(screen.getByLabelText('E-mail')).toHaveValue('ann@example.com');
    answer = { status: 200 };
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
  });

  it('at another address than the one that is public leads to that', async () => {
    const { user } = await openSignIn('/sign-in?from=%2Faccount%2Fusage', () => ({ status: 403 }));

    await signIn(user);

    expect(await screen.findByRole('alert')).toHaveTextContent("You can't sign in at this address.");
    expect(screen.getByRole('link', { name: 'Go to https://gateway.example.com' })).toHaveAttribute(
      'href',
      'https://gateway.example.com/sign-in?from=%2Faccount%2Fusage',
    );
  });

  it('at the public address never leads to where one is', async () => {
    const server = fakeServer({ isSignedIn: false });
    authService(server, () => ({ status: 403 }));
    const { user } = renderPage('/sign-in', { server, config: { publicUrl: window.location.origin } });
    await screen.findByLabelText('E-mail');

    await signIn(user);

    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong on our side.');
    expect(screen.queryByRole('link', { name: /^Go to http/ })).not.toBeInTheDocument();
  });

  it('too often counts the seconds down on the button, and asks nothing before', async () => {
    let answer: AuthAnswer = { status: 429 };
    const { user } = await openSignIn('/sign-in', () => answer);
    await signIn(user);
    expect(await screen.findByRole('alert')).toHaveTextContent('Too many requests. Try again in a moment.');
    answer = { status: 200 };

    const button = screen.getByRole('button', { name: 'Try again in 2 seconds' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await user.click(button);
    await user.type(screen.getByLabelText('Password'), '{Enter}');
    expect(asked).toHaveLength(1);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }, { timeout: 5_000 }));

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
  });

  it('says what is missing at each field, and asks nothing of the server', async () => {
    const { user } = await openSignIn('/sign-in');

    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    await waitFor(() =>
      expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription('Enter your e-mail.'),
    );
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Enter your password.');
    expect(asked).toHaveLength(0);
  });

  it('notices an e-mail that is none', async () => {
    const { user } = await openSignIn('/sign-in');
    await user.type(screen.getByLabelText('E-mail'), 'ann');
    await user.type(screen.getByLabelText('Password'), 'correct horse');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByText('Enter a full e-mail address, like ann@example.com.')).toBeVisible();
    expect(asked).toHaveLength(0);
  });

  it('lets one look at the password', async () => {
    const { user } = await openSignIn('/sign-in');
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');

    await user.click(screen.getByRole('button', { name: 'Show password' }));

    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text');
  });
});

describe('creating an account', () => {
  async function openSignUp(answer?: () => AuthAnswer): Promise<RenderedPage> {
    const page = await openSignIn('/sign-in', answer);
    await page.user.click(screen.getByRole('button', { name: 'Create account' }));
    await screen.findByRole('heading', { name: 'Create account' });
    return page;
  }

  async function signUp({ user }: RenderedPage, password: string): Promise<void> {
    await user.type(screen.getByLabelText('Name'), ' Ann ');
    await user.type(screen.getByLabelText('E-mail'), 'ann@example.com');
    await user.type(screen.getByLabelText('Password'), password);
    await user.click(screen.getByRole('button', { name: 'Create account' }));
  }

  it('signs in and leads to the keys', async () => {
    const page = await openSignUp();

    await signUp(page, 'correct horse');

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
    expect(asked).toEqual([
      {
        path: '/api/auth/sign-up/email',
        body: { name: 'Ann', email: 'ann@example.com', password: 'correct horse' },
      },
    ]);
  });

  it('refuses a short password before the server does', async () => {
    const page = await openSignUp();

    await signUp(page, 'short');

    expect(await screen.findByText('Use at least 8 characters.')).toBeVisible();
    expect(asked).toHaveLength(0);
  });

  it('says when the e-mail has an account already', async () => {
    const page = await openSignUp(() => ({ status: 422, code: 'USER_ALREADY_EXISTS' }));

    await signUp(page, 'correct horse');

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is already an account with this e-mail. Sign in instead.',
    );
  });
});

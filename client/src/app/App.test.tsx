import { act, screen, waitFor, within } from '@testing-library/react';
import { sessionEnd } from '../lib/sessionEnd';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';

describe('an address', () => {
  it('that is nothing says so and leads back', async () => {
    const { user } = renderPage('/account/nothing/here');

    expect(await screen.findByRole('heading', { name: 'Page not found' })).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Go to My API Keys' }));

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
    expect(window.location.pathname).toBe('/account/keys');
  });

  it.each(['/', '/account'])('%s leads to My API Keys', async (address) => {
    renderPage(address);

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
    expect(window.location.pathname).toBe('/account/keys');
  });
});

describe('without a session', () => {
  it('a page of the account leads to sign-in and remembers where one wanted to go', async () => {
    renderPage('/account/usage?range=7d', { server: fakeServer({ isSignedIn: false }) });

    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(new URLSearchParams(window.location.search).get('from')).toBe('/account/usage?range=7d');
    expect(screen.queryByRole('button', { name: 'Account' })).not.toBeInTheDocument();
  });

  it('a session that ended while a page was open leads to sign-in and says why', async () => {
    const { user, server } = renderPage('/account/usage');
    await screen.findByText('No usage yet');
    server.fail('Usage', { kind: 'refused', code: 'UNAUTHENTICATED' });
    server.facts.isSignedIn = false;

    await user.click(screen.getByRole('button', { name: 'Refresh' }));

    expect(await screen.findByText('Your session has ended. Please sign in again.')).toBeVisible();
    expect(new URLSearchParams(window.location.search).get('from')).toBe('/account/usage');
  });

  it('a server that does not answer is no reason to sign in', async () => {
    const server = fakeServer();
    server.fail('Viewer', { kind: 'refused', code: 'UNAVAILABLE' });
    const { user } = renderPage('/account/keys', { server });

    expect(await screen.findByRole('alert')).toHaveTextContent('The service is not available right now.');
    expect(window.location.pathname).toBe('/account/keys');
    server.recover('Viewer');
    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('heading', { name: 'My API Keys' })).toBeVisible();
  });
});

describe('a session that ends while a form is filled', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  async function fillIn() {
    const page = renderPage('/account/keys/new');
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await page.user.type(name, 'prod-web');
    await page.user.click(screen.getByRole('radio', { name: /^All models/ }));
    return { ...page, name };
  }

  it('is begun again on the spot, and what was entered is sent after all', async () => {
    const signIn = jest.fn(async () => ({ ok: true, status: 200, json: async () => ({}) }));
    Object.defineProperty(globalThis, 'fetch', { configurable: true, writable: true, value: signIn });
    const { user, server, name } = await fillIn();
    server.fail('CreateApiKey', { kind: 'refused', code: 'UNAUTHENTICATED' });
    await user.click(screen.getByRole('button', { name: 'Create' }));

    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
    expect(within(dialog).getByLabelText('E-mail')).toHaveValue('ann@example.com');
    expect(within(dialog).getByLabelText('E-mail')).toHaveAttribute('readonly');
    await user.type(within(dialog).getByLabelText('Password'), 'correct horse');
    server.recover('CreateApiKey');
    await user.click(within(dialog).getByRole('button', { name: 'Sign in' }));

    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(signIn).toHaveBeenCalledWith('/api/auth/sign-in/email', expect.anything());
    expect(screen.getByText(/^You are signed in again\./)).toBeVisible();
    expect(name).toHaveValue('prod-web');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByRole('dialog', { name: 'Save your API key' })).toBeVisible();
  });

  it('asks once by itself, and leaves the form alone when that is put off', async () => {
    const { user, server, name } = await fillIn();
    server.fail('ApiKeys', { kind: 'refused', code: 'UNAUTHENTICATED' });
    await waitFor(() => expect(server.listeners('ApiKeyChanged')).toBe(1));
    act(() => server.breakOff('ApiKeyChanged'));

    const dialog = await screen.findByRole('dialog', { name: 'Your session has ended' });
    await user.keyboard('{Escape}');

    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(window.location.pathname).toBe('/account/keys/new');
    expect(name).toHaveValue('prod-web');
    act(() => sessionEnd.report('server'));
    expect(screen.queryByRole('dialog', { name: 'Your session has ended' })).not.toBeInTheDocument();
  });
});

describe('the account icon', () => {
  it('opens My Account, and its pages name themselves in the browser tab', async () => {
    const { user } = renderPage('/account/usage');
    await screen.findByRole('heading', { name: 'My usage' });
    expect(document.title).toBe('My usage · My Account · AI Marketplace');

    await user.click(screen.getByRole('button', { name: 'Account' }));
    await user.click(await screen.findByRole('menuitem', { name: 'My Account' }));

    const heading = await screen.findByRole('heading', { name: 'My API Keys' });
    expect(document.title).toBe('My API Keys · My Account · AI Marketplace');
    await waitFor(() => expect(heading).toHaveFocus());
  });
});

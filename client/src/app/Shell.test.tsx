import { act, screen, waitFor } from '@testing-library/react';
import { loadPage } from '../lib/loadPage';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import { sampleApiKey } from '../testing/sampleAccount';

jest.mock('../lib/loadPage');

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  jest.mocked(loadPage).mockReset();
});

function signOutAnswers(ok: boolean): jest.Mock {
  const ask = jest.fn(async () => ({ ok, status: ok ? 200 : 500, json: async () => ({}) }));
  Object.defineProperty(globalThis, 'fetch', { configurable: true, writable: true, value: ask });
  return ask;
}

async function openAccountMenu() {
  const page = renderPage('/account/keys');
  await page.user.click(await screen.findByRole('button', { name: 'Account' }));
  await screen.findByRole('menuitem', { name: 'My Account' });
  return page;
}

describe('the frame', () => {
  it('lets the keyboard skip the header', async () => {
    const { user } = renderPage('/account/keys');
    await screen.findByRole('heading', { name: 'My API Keys' });

    await user.tab();
    expect(screen.getByRole('link', { name: 'Skip to main content' })).toHaveFocus();
    await user.keyboard('{Enter}');

    expect(screen.getByRole('main')).toHaveFocus();
  });

  it('says which of the two pages is open', async () => {
    renderPage('/account/usage');

    expect(await screen.findByRole('link', { name: 'My usage' })).toHaveAttribute('aria-current', 'page');
    expect(screen.getByRole('link', { name: 'My API Keys' })).not.toHaveAttribute('aria-current');
  });

  it('says since when there is no network, until there is, and then asks for what is new', async () => {
    const { server } = renderPage('/account/keys');
    await screen.findByText('No API keys yet');
    server.fail('ApiKeys', { kind: 'unreachable' });

    act(() => void window.dispatchEvent(new Event('offline')));
    expect(screen.getByText(/^You're offline\. Showing the last data from /)).toBeVisible();
    server.recover('ApiKeys');
    server.facts.apiKeys = [sampleApiKey({ id: 'key-1', name: 'made-meanwhile' })];
    act(() => void window.dispatchEvent(new Event('online')));

    expect(screen.queryByText(/^You're offline/)).not.toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'made-meanwhile' })).toBeVisible();
  });
});

describe('the account menu', () => {
  it('says who is signed in, and with which plan', async () => {
    await openAccountMenu();

    expect(screen.getByText('ann@example.com')).toBeVisible();
    expect(screen.getByText('Pro')).toBeVisible();
  });

  it('changes the colours at once and keeps them', async () => {
    const { user } = await openAccountMenu();
    expect(screen.getByRole('menuitemradio', { name: 'System' })).toBeChecked();

    await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }));

    await waitFor(() => expect(document.documentElement).toHaveAttribute('data-dark'));
    expect(screen.getByRole('menuitemradio', { name: 'Dark' })).toBeChecked();
    expect(localStorage.getItem('mui-mode')).toBe('dark');
  });

  it('lists the shortcuts, and gives the focus back afterwards', async () => {
    const { user } = await openAccountMenu();

    await user.click(screen.getByRole('menuitem', { name: 'Keyboard shortcuts' }));
    const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await user.keyboard('{Escape}');

    await waitFor(() => expect(list).not.toBeInTheDocument());
    expect(screen.getByRole('button', { name: 'Account' })).toHaveFocus();
  });

  it('signs out on the server and loads a new page, so that nothing stays in memory', async () => {
    const ask = signOutAnswers(true);
    const { user } = await openAccountMenu();

    await user.click(screen.getByRole('menuitem', { name: 'Sign out' }));

    await waitFor(() => expect(loadPage).toHaveBeenCalledWith('/sign-in'));
    expect(ask).toHaveBeenCalledWith('/api/auth/sign-out', expect.objectContaining({ method: 'POST' }));
  });

  it('stays signed in, and says so, when signing out did not succeed', async () => {
    signOutAnswers(false);
    const { user } = await openAccountMenu();

    await user.click(screen.getByRole('menuitem', { name: 'Sign out' }));

    expect(await screen.findByText('You could not be signed out. Please try again.')).toBeVisible();
    expect(loadPage).not.toHaveBeenCalled();
  });
});

it('whoever is not signed in still chooses the colours', async () => {
  const { user } = renderPage('/sign-in', { server: fakeServer({ isSignedIn: false }) });
  await screen.findByRole('heading', { name: 'Sign in' });

  await user.click(await screen.findByRole('button', { name: 'Theme' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Light' }));

  await waitFor(() => expect(document.documentElement).toHaveAttribute('data-light'));
});

describe('a newer build of the dashboard', () => {
  const meta = document.createElement('meta');
  meta.name = 'build';
  beforeEach(() => {
    meta.content = '0123456789ab';
    document.head.append(meta);
  });
  afterEach(() => meta.remove());

  function serves(build: string): jest.Mock {
    const ask = jest.fn(async () => ({ ok: true, json: async () => ({ build }) }));
    Object.defineProperty(globalThis, 'fetch', { configurable: true, writable: true, value: ask });
    return ask;
  }

  afterEach(() => lookAtTab('visible'));

  function lookAtTab(state: DocumentVisibilityState) {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  }

  it('is offered to who comes back to the tab', async () => {
    serves('ba9876543210');
    renderPage('/account/keys');
    await screen.findByRole('heading', { name: 'My API Keys' });

    lookAtTab('hidden');
    lookAtTab('visible');

    expect(await screen.findByText('A new version is available.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
  });

  it('is not made up when the server has the same, or says nothing', async () => {
    const ask = serves('0123456789ab');
    renderPage('/account/keys');
    await screen.findByRole('heading', { name: 'My API Keys' });

    await waitFor(() => {
      window.dispatchEvent(new Event('focus'));
      expect(ask.mock.calls.length).toBeGreaterThan(1);
    });

    expect(screen.queryByText('A new version is available.')).not.toBeInTheDocument();
  });
});

import { screen, waitFor } from '@testing-library/react';
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

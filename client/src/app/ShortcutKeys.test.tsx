import { render, screen, waitFor } from '@testing-library/react';
import { renderPage } from '../testing/renderPage';
import './ShortcutKeys'; // so that it is there before the page is

describe('the keyboard', () => {
  it('leads from page to page, names the page, and can be switched off', async () => {
    const { user } = renderPage('/account/audit');
    await screen.findByRole('heading', { name: 'Audit log' });

    await user.keyboard('gt');
    expect(await screen.findByRole('heading', { name: 'Access tokens' })).toHaveFocus();
    expect(document.title).toBe('Access tokens · My Account · AI Marketplace');

    await user.keyboard('?');
    const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await user.click(screen.getByRole('switch', { name: 'Use shortcuts of one key' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(list).not.toBeInTheDocument());
    await user.keyboard('ga');

    expect(window.location.pathname).toBe('/account/tokens');
  });

  it('is for what is open, and for the page again the moment that is closed, while it still fades', async () => {
    const { user } = renderPage('/account/audit');
    await screen.findByRole('heading', { name: 'Audit log' });
    render(
      <div data-testid="layer">
        <div role="menu" aria-label="Beside" />
      </div>,
    );
    await user.keyboard('gt');
    expect(window.location.pathname).toBe('/account/audit');

    screen.getByTestId('layer').setAttribute('aria-hidden', 'true'); // what a menu gets when it closes
    await user.keyboard('gt');

    expect(await screen.findByRole('heading', { name: 'Access tokens' })).toHaveFocus();
  });

  it('writes where one types', async () => {
    const { user } = renderPage('/account/tokens/new');
    const name = await screen.findByRole('textbox', { name: 'Name' });

    await user.type(name, 'ga?');

    expect(name).toHaveValue('ga?');
    expect(window.location.pathname).toBe('/account/tokens/new');
  });
});

it('speaks Vietnamese from the menu on, on the page that is open', async () => {
  const { user } = renderPage('/account/audit');
  await screen.findByRole('heading', { name: 'Audit log' });

  await user.click(screen.getByRole('button', { name: 'Language' }));
  await user.click(await screen.findByRole('menuitemradio', { name: 'Tiếng Việt' }));

  expect(await screen.findByRole('heading', { name: 'Nhật ký' })).toBeVisible();
  expect(document.documentElement.lang).toBe('vi');
});

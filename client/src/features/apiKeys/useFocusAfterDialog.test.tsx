import { screen, waitFor } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { sampleApiKey } from '../../testing/sampleAccount';

const TWO_KEYS = [
  sampleApiKey({ id: 'key-1', name: 'first' }),
  sampleApiKey({ id: 'key-2', name: 'second' }),
];

async function openAction(name: string, item: 'Edit' | 'Revoke') {
  const page = renderPage('/account/keys', { server: fakeServer({ apiKeys: TWO_KEYS }) });
  await page.user.click(await screen.findByRole('button', { name: `Action for ${name}` }));
  await page.user.click(await screen.findByRole('menuitem', { name: item }));
  await screen.findByRole(item === 'Edit' ? 'dialog' : 'alertdialog');
  return page;
}

describe('when a dialog over the list closes', () => {
  it('the new key has the focus and stands out', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: TWO_KEYS }) });
    await user.click(await screen.findByRole('button', { name: 'Create New API Key' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'third');
    await user.click(screen.getByRole('radio', { name: 'All models, including future ones' }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await screen.findByRole('dialog', { name: 'Save your API key' });
    await user.click(screen.getByRole('button', { name: 'Copy' }));

    await user.click(await screen.findByRole('button', { name: 'Done' }));

    const row = await screen.findByRole('row', { name: /^third / });
    await waitFor(() => expect(row).toHaveFocus());
    expect(row).toHaveClass('Mui-selected');
    expect(await screen.findByText('API key created.')).toBeVisible();
  });

  it('without a new key the focus is back on Create New API Key', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: TWO_KEYS }) });
    await user.click(await screen.findByRole('button', { name: 'Create New API Key' }));
    await screen.findByRole('textbox', { name: 'Name' });

    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.getByRole('button', { name: 'Create New API Key' })).toHaveFocus());
  });

  it.each(['Edit', 'Revoke'] as const)(
    'after %s was given up the focus is back on the Action of the key',
    async (item) => {
      const { user } = await openAction('second', item);

      await user.keyboard('{Escape}');

      await waitFor(() => expect(screen.getByRole('button', { name: 'Action for second' })).toHaveFocus());
    },
  );

  it('closed by the Back button of the browser does the same', async () => {
    await openAction('second', 'Edit');

    window.history.back();

    await waitFor(() => expect(screen.getByRole('button', { name: 'Action for second' })).toHaveFocus());
  });
});

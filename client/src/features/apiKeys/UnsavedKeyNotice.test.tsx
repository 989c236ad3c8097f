import { screen } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { sampleApiKey } from '../../testing/sampleAccount';
import { recallUnsavedKey, rememberUnsavedKey } from './unsavedKey';

const LOST = sampleApiKey({ id: 'key-lost', name: 'lost' });
const NOTICE = /^You created "lost" but may not have saved its key\. It can't be shown again\./;

function afterReload() {
  rememberUnsavedKey(LOST, new Date());
  return renderPage('/account/keys', { server: fakeServer({ apiKeys: [LOST] }) });
}

describe('a reload that took an uncopied secret with it', () => {
  it('is spoken of on the list', async () => {
    afterReload();

    expect(await screen.findByText(NOTICE)).toBeVisible();
  });

  it('is forgotten when one did save the key', async () => {
    const { user } = afterReload();

    await user.click(await screen.findByRole('button', { name: 'I saved it' }));

    expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
    expect(recallUnsavedKey(new Date())).toBeNull();
  });

  it('leads to revoking the key that nobody has', async () => {
    const { user } = afterReload();

    await user.click(await screen.findByRole('button', { name: 'Revoke' }));

    expect(await screen.findByRole('alertdialog', { name: 'Revoke "lost"?' })).toBeVisible();
    expect(window.location.pathname).toBe('/account/keys/key-lost/revoke');
  });
});

it('a key whose secret was copied is not spoken of', async () => {
  renderPage('/account/keys', { server: fakeServer({ apiKeys: [LOST] }) });
  await screen.findByRole('row', { name: /^lost / });

  expect(screen.queryByText(NOTICE)).not.toBeInTheDocument();
});

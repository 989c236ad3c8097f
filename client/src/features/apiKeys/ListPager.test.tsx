import { screen, waitFor } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { sampleApiKey } from '../../testing/sampleAccount';

function accountWithSixtyKeys() {
  const apiKeys = Array.from({ length: 60 }, (_, at) =>
    sampleApiKey({ id: `key-${at}`, name: `key number ${at}` }),
  );
  return fakeServer({ apiKeys, apiKeyLimit: 500 });
}

const row = (name: string) => screen.findByRole('row', { name: new RegExp(`^${name} `) });
const turn = (name: 'Previous' | 'Next') => screen.getByRole('button', { name });

describe('more keys than one page holds', () => {
  it('are reached with Next and left with Previous, page by page', async () => {
    const { user } = renderPage('/account/keys', { server: accountWithSixtyKeys() });
    await row('key number 0');
    expect(screen.getByText('25 of 60 keys')).toBeVisible();
    expect(turn('Previous')).toHaveAttribute('aria-disabled', 'true');

    await user.click(turn('Next'));
    await row('key number 25');
    await user.click(turn('Next'));
    await row('key number 50');
    expect(turn('Next')).toHaveAttribute('aria-disabled', 'true');
    await user.click(turn('Previous'));

    expect(await row('key number 25')).toBeVisible();
    expect(window.location.search).toBe('?after=25');
    await user.click(turn('Previous'));
    expect(await row('key number 0')).toBeVisible();
    expect(window.location.search).toBe('');
  });

  it('turn one page for two quick clicks, because the second would start from the page before', async () => {
    const server = accountWithSixtyKeys();
    const { user } = renderPage('/account/keys', { server });
    await row('key number 0');
    const release = server.hold('ApiKeys');

    await user.click(turn('Next'));
    await user.click(turn('Next'));
    release();

    expect(await row('key number 25')).toBeVisible();
    expect(window.location.search).toBe('?after=25');
  });

  it('opened by a link to a later page, lead back to the first', async () => {
    const { user } = renderPage('/account/keys?after=25', { server: accountWithSixtyKeys() });
    await row('key number 25');

    await user.click(turn('Previous'));

    expect(await row('key number 0')).toBeVisible();
  });

  it('keep the focus on the button that turned the page', async () => {
    const { user } = renderPage('/account/keys', { server: accountWithSixtyKeys() });
    await row('key number 0');

    await user.click(turn('Next'));
    await row('key number 25');

    await waitFor(() => expect(turn('Next')).toHaveFocus());
  });
});

it('a list that fits on one page has no buttons to turn it', async () => {
  renderPage('/account/keys', {
    server: fakeServer({ apiKeys: [sampleApiKey({ id: 'k', name: 'only one' })] }),
  });
  await row('only one');

  expect(screen.queryByRole('button', { name: 'Next' })).not.toBeInTheDocument();
});

import { screen, within } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { minutesAgo, sampleApiKey } from '../../testing/sampleAccount';

const PROD = sampleApiKey({ id: 'key-prod', name: 'prod-web', lastUsedAt: minutesAgo(2) });
const BATCH = sampleApiKey({ id: 'key-batch', name: 'nightly-batch', allModels: true });

describe('on a phone', () => {
  beforeEach(() => {
    window.innerWidth = 360;
  });

  it('each key is a card that says the same as a row', async () => {
    renderPage('/account/keys', { server: fakeServer({ apiKeys: [PROD, BATCH] }) });

    const list = await screen.findByRole('list', { name: 'API keys' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(/prod-web.*Active.*aim_sk_…x4Qp.*1 model · Used 2 minutes ago/);
    expect(second).toHaveTextContent(/nightly-batch.*All models · Never used/);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('the order can be chosen, as there are no headers to press', async () => {
    const { user, server } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [PROD, BATCH] }) });
    await screen.findByText('prod-web');

    await user.click(screen.getByRole('combobox', { name: 'Sort by' }));
    await user.click(await screen.findByRole('option', { name: 'Name, A to Z' }));

    expect(window.location.search).toBe('?sort=name');
    expect(server.sent('ApiKeys').at(-1)).toMatchObject({ orderBy: { field: 'NAME', direction: 'ASC' } });
  });

  it('a key is created, edited and revoked from the same buttons', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [PROD] }) });

    await user.click(await screen.findByRole('button', { name: 'Action for prod-web' }));

    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'Edit',
      'Revoke',
      'View usage',
      'Copy key ID',
      'Rotate…',
    ]);
    expect(screen.getByRole('button', { name: 'Create New API Key', hidden: true })).toBeInTheDocument();
  });
});

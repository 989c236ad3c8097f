import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import { minutesAgo, NO_LIMITS, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web', lastUsedAt: minutesAgo(2) });

describe('the columns', () => {
  beforeEach(() => localStorage.clear());

  it('can be hidden, by keyboard too, and stay hidden in this browser', async () => {
    const server = fakeServer({ apiKeys: [prodWeb] });
    const { user } = renderPage('/account/keys', { server });
    expect(await screen.findByRole('columnheader', { name: 'Status' })).toBeVisible();

    act(() => screen.getByRole('button', { name: 'Columns' }).focus());
    await user.keyboard('{Enter}{End}{Enter}');
    expect(screen.getByRole('menuitemcheckbox', { name: 'Status' })).not.toBeChecked();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('columnheader', { name: 'Status' })).not.toBeInTheDocument();
    cleanup();
    renderPage('/account/keys', { server });

    await screen.findByRole('row', { name: /^prod-web/ });
    expect(screen.queryByRole('columnheader', { name: 'Status' })).not.toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Last used' })).toBeVisible();
  });

  it('of tokens can be shown, and what is used of the month stands by the status', async () => {
    const limits = { ...NO_LIMITS, monthlyTokens: 2000, monthTokensUsed: 1900 };
    const server = fakeServer({
      apiKeys: [{ ...prodWeb, limits }],
      usage: () => ({
        rows: [
          { bucketStart: null, model: null, apiKey: prodWeb, usage: sampleUsage({ inputTokens: 1_234_567 }) },
        ],
        total: sampleUsage({}),
      }),
    });
    const { user } = renderPage('/account/keys', { server });
    const bar = await screen.findByRole('progressbar', { name: 'Tokens per month' });
    expect(bar).toHaveAttribute('aria-valuetext', '1.9K of 2K tokens');
    expect(server.sent('KeyTokens')).toHaveLength(0);

    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Tokens (30 days)' }));
    await user.keyboard('{Escape}');

    expect(await screen.findByRole('columnheader', { name: 'Tokens (30 days)' })).toBeVisible();
    expect(await screen.findByText('1.23M')).toBeVisible();
    // The days of the account: the list is ordered by the same.
    expect(server.sent('KeyTokens')[0]?.input).toMatchObject({
      granularity: 'TOTAL',
      apiKeyIds: ['key-1'],
      timeZone: 'Europe/Berlin',
    });

    await user.click(screen.getByRole('button', { name: 'Tokens (30 days)' }));
    const order = () => server.sent('ApiKeys').at(-1)?.orderBy;
    await waitFor(() => expect(order()).toEqual({ field: 'TOKENS_30_DAYS', direction: 'DESC' }));
    await user.click(screen.getByRole('button', { name: 'Tokens (30 days)' }));
    await waitFor(() => expect(order()).toEqual({ field: 'TOKENS_30_DAYS', direction: 'ASC' }));
    expect(window.location.search).toBe('?sort=tokens30d');
  });
});

const manyModels = Array.from({ length: 30 }, (_, at) => ({
  id: `acme/m-${at}`,
  name: `Model ${at}`,
  isAvailable: true,
}));

it('a key of many models names the first; its others are asked for with a click, and can be searched', async () => {
  const server = fakeServer({ apiKeys: [{ ...prodWeb, models: manyModels }] });
  const { user } = renderPage('/account/keys', { server });
  const button = await screen.findByRole('button', { name: 'All 30 models of prod-web' });
  expect(screen.getByRole('row', { name: /^prod-web/ })).toHaveTextContent('Model 0, Model 1+28');
  expect(server.sent('ApiKey')).toHaveLength(0);

  await user.click(button);
  const all = within(await screen.findByRole('dialog', { name: 'All 30 models of prod-web' }));
  await user.type(await all.findByRole('searchbox', { name: 'Search models' }), 'model 17');

  expect(all.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Model 17']);
  await user.type(all.getByRole('searchbox', { name: 'Search models' }), 'x');
  expect(all.getByText('No models match "model 17x".')).toBeVisible();
});

it('when its models cannot be had, a key says so and they can be asked for again', async () => {
  const server = fakeServer({ apiKeys: [{ ...prodWeb, models: manyModels }] });
  server.fail('ApiKey', { kind: 'unreachable' });
  const { user } = renderPage('/account/keys', { server });

  await user.click(await screen.findByRole('button', { name: 'All 30 models of prod-web' }));
  const all = within(await screen.findByRole('dialog', { name: 'All 30 models of prod-web' }));
  await all.findByRole('alert');
  server.recover('ApiKey');
  await user.click(all.getByRole('button', { name: 'Try again' }));

  expect(await all.findAllByRole('listitem')).toHaveLength(30);
});

import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import { daysAgo, minutesAgo, type SampleApiKey, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

const GATE =
  "Please ensure your account is subscribed to a paid plan. If you don't have one, please contact us.";
const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web', lastUsedAt: minutesAgo(2) });
const oldKey = sampleApiKey({ id: 'key-9', name: 'old-key', status: 'REVOKED', revokedAt: daysAgo(1) });

function rowOf(name: string): HTMLElement {
  return screen.getByRole('row', { name: new RegExp(`^${name}`) });
}

function createButtons(): HTMLElement[] {
  return screen.queryAllByRole('button', { name: 'Create New API Key' });
}

async function openActionMenu(user: ReturnType<typeof renderPage>['user'], name: string): Promise<string[]> {
  await user.click(await screen.findByRole('button', { name: `Action for ${name}` }));
  await screen.findByRole('menu');
  return screen.getAllByRole('menuitem').map((item) => item.textContent);
}

describe('while the keys are on their way', () => {
  it('the page has its heading and says that it is loading, and offers nothing yet', async () => {
    const server = fakeServer({ apiKeys: [prodWeb] });
    const release = server.hold('ApiKeys');
    renderPage('/account/keys', { server });

    await screen.findByRole('heading', { name: 'My API Keys' });
    expect(screen.getByText('Loading…')).toBeInTheDocument();
    expect(createButtons()).toHaveLength(0);
    release();

    expect(await screen.findByRole('row', { name: /^prod-web/ })).toBeVisible();
    expect(screen.queryByText('Loading…')).not.toBeInTheDocument();
  });
});

describe('when the keys could not be loaded', () => {
  it('says so with the reference, and Try again loads them', async () => {
    const server = fakeServer({ apiKeys: [prodWeb] });
    server.fail('ApiKeys', { kind: 'refused', code: 'INTERNAL', requestId: 'req-77' });
    const { user } = renderPage('/account/keys', { server });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent("We couldn't load your API keys.");
    expect(alert).toHaveTextContent('Something went wrong on our side.');
    expect(alert).toHaveTextContent('Reference: req-77');
    server.recover('ApiKeys');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('row', { name: /^prod-web/ })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says that the server is out of reach when it is', async () => {
    const server = fakeServer();
    server.fail('ApiKeys', { kind: 'unreachable' });
    renderPage('/account/keys', { server });

    expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server.");
  });
});

describe('without keys to show', () => {
  it('a new account is told how to begin, with one button', async () => {
    const { user } = renderPage('/account/keys');

    expect(await screen.findByText('No API keys yet')).toBeVisible();
    expect(screen.getAllByRole('listitem').map((step) => step.textContent)).toEqual([
      '1 Create a key',
      '2 Save it in a safe place',
      '3 Send your first request',
    ]);
    expect(createButtons()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Create New API Key' }));

    expect(await screen.findByRole('dialog', { name: 'Create New API Key' })).toBeVisible();
    expect(window.location.pathname).toBe('/account/keys/new');
  });

  it('filters that match nothing can be cleared', async () => {
    const { user, server } = renderPage('/account/keys?q=nothing-like-it&status=expired', {
      server: fakeServer({ apiKeys: [prodWeb] }),
    });

    expect(await screen.findByText('No keys match these filters.')).toBeVisible();
    expect(server.sent('ApiKeys')[0]).toMatchObject({
      filter: { search: 'nothing-like-it', statuses: ['EXPIRED'] },
    });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));

    expect(await screen.findByRole('row', { name: /^prod-web/ })).toBeVisible();
    expect(window.location.search).toBe('');
  });

  it('only revoked keys left says how many are hidden and shows them on request', async () => {
    const { user } = renderPage('/account/keys', {
      server: fakeServer({ apiKeys: [oldKey, { ...oldKey, id: 'key-8', name: 'older-key' }] }),
    });

    expect(await screen.findByText('You have no active keys.')).toBeVisible();
    expect(screen.getByText('2 revoked keys are hidden.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show revoked' }));

    expect(await screen.findByRole('row', { name: /^older-key/ })).toHaveTextContent('Revoked');
    expect(window.location.search).toBe('?status=revoked');
  });
});

describe('the list', () => {
  it.each<[string, Partial<SampleApiKey>]>([
    ['Active', {}],
    ['Expires in 3 days', { expiresAt: daysAgo(-3.5) }],
    ['Expires within a day', { expiresAt: daysAgo(-0.5) }],
    ['Expired', { status: 'EXPIRED', expiresAt: daysAgo(3) }],
    ['Disabled — leaked', { status: 'DISABLED_LEAKED' }],
    ['Paused — plan', { status: 'PAUSED_PLAN' }],
    ['Limit reached', { status: 'LIMIT_REACHED' }],
  ])('names the status "%s" in words', async (status, facts) => {
    renderPage('/account/keys', { server: fakeServer({ apiKeys: [{ ...prodWeb, ...facts }] }) });

    await screen.findByRole('row', { name: /^prod-web/ });
    expect(within(rowOf('prod-web')).getByText(status)).toBeVisible();
  });

  it('tells of each key what it is called, how it ends, what it may call and when it was used', async () => {
    const free = sampleApiKey({ id: 'key-2', name: 'nightly', allModels: true, maskedKey: 'aim_sk_…9aZk' });
    renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb, free, oldKey] }) });

    await screen.findByRole('row', { name: /^prod-web/ });
    expect(rowOf('prod-web')).toHaveTextContent(/aim_sk_…x4Qp.*Quick.*2 min.* ago/);
    expect(rowOf('nightly')).toHaveTextContent(/aim_sk_…9aZk.*All models.*Never used/);
    expect(screen.queryByText('old-key')).not.toBeInTheDocument();
  });

  it('shows what is searched for, and keeps it in the address', async () => {
    const other = sampleApiKey({ id: 'key-2', name: 'nightly' });
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb, other] }) });
    await screen.findByRole('row', { name: /^nightly/ });

    await user.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'prod');

    await waitFor(() => expect(screen.queryByRole('row', { name: /^nightly/ })).not.toBeInTheDocument());
    expect(rowOf('prod-web')).toBeVisible();
    expect(window.location.search).toBe('?q=prod');
  });

  it('cuts a whole key that was pasted into the search to its last four characters', async () => {
    const secret = 'aim_sk_7Gq2mVtR9sXwL4bNcY6dKfHj3PzA8eUoT5iQx1MvBnWkZx4Qp';
    const { user, server } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb] }) });
    await screen.findByRole('row', { name: /^prod-web/ });

    await user.click(screen.getByRole('searchbox', { name: 'Search keys' }));
    await user.paste(secret);

    await waitFor(() => expect(server.sent('ApiKeys').at(-1)).toMatchObject({ filter: { search: 'x4Qp' } }));
    expect(window.location.search).toBe('?q=x4Qp');
    expect(JSON.stringify(server.sent('ApiKeys'))).not.toContain(secret);
  });

  it('asks the server for the order of a column, and turns it round on the second click', async () => {
    const { user, server } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb] }) });
    const header = await screen.findByRole('button', { name: 'Name' });

    await user.click(header);
    await waitFor(() =>
      expect(server.sent('ApiKeys').at(-1)).toMatchObject({ orderBy: { field: 'NAME', direction: 'ASC' } }),
    );
    await user.click(screen.getByRole('button', { name: 'Name' }));

    await waitFor(() =>
      expect(server.sent('ApiKeys').at(-1)).toMatchObject({ orderBy: { field: 'NAME', direction: 'DESC' } }),
    );
    expect(window.location.search).toBe('?sort=-name');
  });

  it('blocks Create at the limit and says how many keys there are', async () => {
    const { user } = renderPage('/account/keys', {
      server: fakeServer({ apiKeys: [prodWeb], apiKeyLimit: 1 }),
    });
    await screen.findByRole('row', { name: /^prod-web/ });
    const button = screen.getByRole('button', { name: 'Create New API Key' });

    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'You have 1 of 1 keys. Revoke one you no longer use to create another.',
    );
    await user.click(button);
    expect(window.location.pathname).toBe('/account/keys');
  });
});

describe('the Action menu', () => {
  it('of a working key offers Edit and Revoke first', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb] }) });

    expect(await openActionMenu(user, 'prod-web')).toEqual([
      'Edit',
      'Revoke',
      'View usage',
      'Copy key ID',
      'Rotate…',
    ]);
  });

  it('of a revoked key only lets one look it up', async () => {
    const { user } = renderPage('/account/keys?status=revoked', {
      server: fakeServer({ apiKeys: [oldKey] }),
    });

    expect(await openActionMenu(user, 'old-key')).toEqual(['View usage', 'Copy key ID']);
  });

  it.each([
    ['Edit', '/account/keys/key-1/edit?q=prod'],
    ['Revoke', '/account/keys/key-1/revoke?q=prod'],
    ['View usage', '/account/usage?keys=key-1'],
  ])('%s leads to %s', async (item, address) => {
    const { user } = renderPage('/account/keys?q=prod', { server: fakeServer({ apiKeys: [prodWeb] }) });
    await openActionMenu(user, 'prod-web');

    await user.click(screen.getByRole('menuitem', { name: item }));

    await waitFor(() => expect(window.location.pathname + window.location.search).toBe(address));
  });

  it('copies the id of the key and says so', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: [prodWeb] }) });
    await openActionMenu(user, 'prod-web');

    await user.click(screen.getByRole('menuitem', { name: 'Copy key ID' }));

    expect(await screen.findByText('Key ID copied.')).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe('key-1');
  });
});

describe('without a paid plan', () => {
  it('an account that never had keys reads why, and finds the way to contact us', async () => {
    renderPage('/account/keys', { server: fakeServer({ isPaid: false }) });

    expect(await screen.findByText('API keys need a paid plan')).toBeVisible();
    expect(screen.getByText(GATE)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Contact us' })).toHaveAttribute(
      'href',
      'https://example.com/contact',
    );
    expect(screen.getByRole('link', { name: 'See plans' })).toHaveAttribute(
      'href',
      'https://example.com/plans',
    );
    expect(createButtons()).toHaveLength(0);
  });

  it('names no contact and no plans where the operator gave none', async () => {
    const config = { contactUrl: null, plansUrl: null };
    renderPage('/account/keys', { server: fakeServer({ isPaid: false }), config });

    expect(await screen.findByText(GATE)).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Contact us' })).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'See plans' })).not.toBeInTheDocument();
  });

  it('has no dialog to create a key in, not even by its address', async () => {
    renderPage('/account/keys/new', { server: fakeServer({ isPaid: false }) });

    expect(await screen.findByText(GATE)).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(window.location.pathname).toBe('/account/keys');
  });

  it('a lapsed account still reads its list and may revoke, but not create', async () => {
    const paused = sampleApiKey({ id: 'key-1', name: 'prod-web', status: 'PAUSED_PLAN' });
    const { user } = renderPage('/account/keys', {
      server: fakeServer({ isPaid: false, apiKeys: [paused] }),
    });

    expect(await screen.findByRole('row', { name: /^prod-web/ })).toHaveTextContent('Paused — plan');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Your plan has ended. Your keys are paused and requests are rejected until you subscribe again.',
    );
    const button = screen.getByRole('button', { name: 'Create New API Key' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(GATE);
    expect(await openActionMenu(user, 'prod-web')).toContain('Revoke');
  });
});

describe('an account whose keys were never used', () => {
  const fresh = sampleApiKey({ id: 'key-1', name: 'prod-web', lastUsedAt: null });

  it('is led to its first request, and hears when that has come', async () => {
    const server = fakeServer({ apiKeys: [fresh] });
    renderPage('/account/keys', { server });
    const steps = await screen.findByRole('region', { name: 'First steps' });
    expect(within(steps).getByText('Waiting for your first request…')).toBeVisible();
    await waitFor(() => expect(server.listeners('FirstUsageChanged')).toBe(1));
    server.facts.usage = () => ({ rows: [], total: sampleUsage({ requests: 1, totalTokens: 42 }) });

    await waitFor(() => server.tell('FirstUsageChanged', { usageChanged: { at: minutesAgo(0) } }));

    expect(await screen.findByText(/Your first request has arrived\. 42 tokens so far/)).toBeVisible();
    expect(server.listeners('FirstUsageChanged')).toBe(0);
  });

  it('is left alone as soon as any key was used', async () => {
    const used = sampleApiKey({ id: 'key-2', name: 'nightly', lastUsedAt: minutesAgo(5) });
    const server = fakeServer({ apiKeys: [fresh, used] });
    renderPage('/account/keys', { server });
    await screen.findByRole('link', { name: 'nightly' });

    expect(server.sent('FirstUsage')).toHaveLength(0);
    expect(screen.queryByRole('region', { name: 'First steps' })).not.toBeInTheDocument();
  });
});

describe('what keys used in seven days', () => {
  const nightly = sampleApiKey({ id: 'key-2', name: 'nightly', lastUsedAt: minutesAgo(5) });

  it('stands under their names, asked for all at once, and nothing is a nought', async () => {
    const used = { bucketStart: daysAgo(0), model: null, apiKey: prodWeb };
    const server = fakeServer({
      apiKeys: [prodWeb, nightly],
      usage: () => ({
        rows: [{ ...used, usage: sampleUsage({ inputTokens: 1_200_000 }) }],
        total: sampleUsage({}),
      }),
    });
    renderPage('/account/keys', { server });

    expect(await screen.findByText('1.2M tokens in 7 days')).toBeVisible();
    expect(within(rowOf('nightly')).getByText('0 tokens in 7 days')).toBeVisible();
    const asked = server.sent('KeyDays');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.input).toMatchObject({
      granularity: 'DAY',
      groupBy: ['API_KEY'],
      apiKeyIds: ['key-1', 'key-2'],
    });
  });

  it('is left out when it cannot be told, and the list stays', async () => {
    const server = fakeServer({ apiKeys: [prodWeb] });
    server.fail('KeyDays', { kind: 'refused', code: 'UNAVAILABLE' });
    renderPage('/account/keys', { server });
    await screen.findByRole('link', { name: 'prod-web' });
    await waitFor(() => expect(server.sent('KeyDays').length).toBeGreaterThan(0));

    expect(screen.queryByText(/in 7 days/)).not.toBeInTheDocument();
    expect(rowOf('prod-web')).toBeVisible();
  });
});

describe('keys that end soon', () => {
  const endsIn = (days: number) => ({ expiresAt: daysAgo(-days) });

  beforeEach(() => localStorage.clear());

  it('are counted in a banner that leads to them', async () => {
    const apiKeys = [{ ...prodWeb, ...endsIn(3) }, sampleApiKey({ id: 'k2', name: 'b', ...endsIn(6) })];
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys }) });

    expect(await screen.findByText('2 keys expire in the next 7 days.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show them' }));

    await waitFor(() => expect(window.location.search).toBe('?status=active%2Climit&sort=expiresAt'));
  });

  it('of a day are said first; put away, the banner does not come back', async () => {
    const apiKeys = [{ ...prodWeb, ...endsIn(0.5) }, sampleApiKey({ id: 'k2', name: 'b', ...endsIn(6) })];
    const server = fakeServer({ apiKeys });
    const { user } = renderPage('/account/keys', { server });

    expect(await screen.findByText('1 key expires within a day.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hide this notice' }));
    expect(screen.queryByText('1 key expires within a day.')).not.toBeInTheDocument();
    cleanup();
    renderPage('/account/keys', { server });

    await screen.findByRole('row', { name: /^prod-web/ });
    await waitFor(() => expect(server.sent('ExpiringApiKeys')).toHaveLength(2));
    await user.tab();
    expect(screen.queryByText('1 key expires within a day.')).not.toBeInTheDocument();
  });
});

it('a page holds as many keys as one wants, and the address says so', async () => {
  const apiKeys = Array.from({ length: 30 }, (_, at) => sampleApiKey({ id: `k-${at}`, name: `key-${at}` }));
  window.innerWidth = 700;
  const { user, server } = renderPage('/account/keys', { server: fakeServer({ apiKeys, apiKeyLimit: 99 }) });
  expect(await screen.findByText('25 of 30 keys')).toBeVisible();

  await user.click(screen.getByRole('combobox', { name: 'Rows' }));
  await user.click(screen.getByRole('option', { name: '50' }));

  expect(await screen.findByText('30 keys')).toBeVisible();
  expect(window.location.search).toBe('?size=50');
  expect(server.sent('ApiKeys').at(-1)).toMatchObject({ first: 50, after: null });
});

import { act, screen, waitFor, within } from '@testing-library/react';
import { SAMPLE_SECRET } from '../testing/fakeAccount';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import {
  daysAgo,
  minutesAgo,
  NO_LIMITS,
  SAMPLE_MODELS,
  sampleApiKey,
  sampleUsage,
} from '../testing/sampleAccount';

const KEYS = [
  sampleApiKey({ id: 'key-1', name: 'prod-web' }),
  sampleApiKey({ id: 'key-2', name: 'nightly-batch', status: 'EXPIRED' }),
];

describe('the detail of a key', () => {
  it('opens from its name, and the neighbours are a key away', async () => {
    const { user } = renderPage('/account/keys', { server: fakeServer({ apiKeys: KEYS }) });
    await user.click(await screen.findByRole('link', { name: 'prod-web' }));
    expect(await screen.findByRole('dialog', { name: 'prod-web' })).toHaveTextContent(
      'Nothing has been done yet.',
    );

    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Action for prod-web' })).toHaveFocus());
  });

  it('has its neighbours a key away', async () => {
    const { user } = renderPage('/account/keys/key-1', { server: fakeServer({ apiKeys: KEYS }) });
    await screen.findByRole('dialog', { name: 'prod-web' });

    await user.keyboard(']');
    expect(await screen.findByRole('dialog', { name: 'nightly-batch' })).toBeVisible();
    await user.keyboard('[[');
    expect(await screen.findByRole('dialog', { name: 'prod-web' })).toBeVisible();
  });

  it('shows what is used of its limits, each with its bar', async () => {
    const limits = { ...NO_LIMITS, monthlyTokens: 2000, monthTokensUsed: 1500, requestsPerMinute: 60 };
    renderPage('/account/keys/key-1', {
      server: fakeServer({ apiKeys: [sampleApiKey({ id: 'key-1', name: 'prod-web', limits })] }),
    });

    const bar = await screen.findByRole('progressbar', { name: 'Tokens per month' });
    expect(bar).toHaveAttribute('aria-valuenow', '75');
    expect(bar).toHaveAttribute('aria-valuetext', '1,500 of 2,000');
    expect(within(screen.getByRole('dialog')).getByText('Requests per minute')).toBeVisible();
  });

  it.each([
    [
      'github/pull_request_title',
      'https://github.com/a/<b>',
      /GitHub found this key in public on .*, in the title of a pull request\..*Where: https:\/\/github\.com\/a\/<b>/,
    ],
    [
      'report',
      null,
      /This key was reported on .* as found in a public place, and is refused since, for good\. Create/,
    ],
  ])('says of a leaked key who found it, when and where: %s', async (source, url, says) => {
    const leak = { __typename: 'LeakReport' as const, source, url, reportedAt: minutesAgo(5) };
    const key = sampleApiKey({ id: 'key-1', name: 'prod-web', status: 'DISABLED_LEAKED', leak });
    renderPage('/account/keys/key-1', { server: fakeServer({ apiKeys: [key] }) });

    const dialog = await screen.findByRole('dialog', { name: 'prod-web' });

    expect(within(dialog).getByRole('alert')).toHaveTextContent(says);
    // A stranger wrote the address: nobody is sent there by a click.
    expect(within(dialog).queryByRole('link', { name: /github/ })).not.toBeInTheDocument();
    expect(within(dialog).queryByRole('link', { name: 'Rotate' })).not.toBeInTheDocument();
  });

  it('says whose it is not', async () => {
    renderPage('/account/keys/key-9', { server: fakeServer({ apiKeys: KEYS }) });

    expect(
      await screen.findByText("This API key doesn't exist or belongs to another account."),
    ).toBeVisible();
  });
});

describe('a rotation', () => {
  it('gives a new secret once, and the old one until the overlap ends or is ended', async () => {
    const server = fakeServer({ apiKeys: KEYS });
    const { user, client } = renderPage('/account/keys/key-1/rotate', { server });
    await user.click(await screen.findByRole('combobox', { name: 'Old secret keeps working for' }));
    await user.click(await screen.findByRole('option', { name: '1 hour' }));
    await user.click(screen.getByRole('button', { name: 'Rotate key' }));

    expect(await screen.findByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
    expect(server.sent('RotateApiKey')[0]?.input).toEqual({ id: 'key-1', overlapSeconds: 3600 });
    expect(JSON.stringify(client.cache.extract())).not.toContain(SAMPLE_SECRET);
    await user.click(
      within(screen.getByRole('dialog')).getAllByRole('button', { name: 'Copy' })[0] as HTMLElement,
    );
    await user.click(screen.getByRole('button', { name: 'Done' }));

    await user.click(await screen.findByRole('link', { name: 'prod-web' }));
    expect(await screen.findByText(/Nobody has used it since the rotation/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'End the overlap now' }));

    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'End the overlap now' })).not.toBeInTheDocument(),
    );
    expect(server.sent('EndApiKeyOverlap')).toHaveLength(1);
    expect(document.documentElement.outerHTML).not.toContain(SAMPLE_SECRET);
  });

  it('is refused of a key that has stopped', async () => {
    renderPage('/account/keys/key-2/rotate', { server: fakeServer({ apiKeys: KEYS }) });

    expect(await screen.findByText(/This key no longer works and can't be rotated/)).toBeVisible();
  });
});

it('a revoke says first who would notice', async () => {
  const impact = {
    requestsLastHour: 12,
    requestsLastDay: 340,
    openStreams: 2,
    clients: ['openai-python/1.2 from 203.0.113.0/24'],
    models: [],
  };
  const used = sampleApiKey({ id: 'key-1', name: 'prod-web', lastUsedAt: minutesAgo(2) });
  renderPage('/account/keys/key-1/revoke', { server: fakeServer({ apiKeys: [used], impact }) });

  const dialog = await screen.findByRole('alertdialog');

  expect(await within(dialog).findByText('openai-python/1.2 from 203.0.113.0/24')).toBeVisible();
  expect(within(dialog).getByText('340')).toBeVisible();
});

describe('a change that is made elsewhere', () => {
  it('shows in the list and in the open detail by itself', async () => {
    const server = fakeServer({ apiKeys: KEYS });
    renderPage('/account/keys/key-1', { server });
    await screen.findByRole('dialog', { name: 'prod-web' });
    await waitFor(() => expect(server.listeners('ApiKeyChanged')).toBe(1));
    const renamed = sampleApiKey({ id: 'key-1', name: 'prod-website', version: 2 });
    server.facts.apiKeys = [sampleApiKey({ id: 'key-3', name: 'brand-new' }), renamed];
    const logs = server.sent('AuditEvents').length;

    await waitFor(() => server.tell('ApiKeyChanged', { apiKeyChanged: renamed }));

    expect(await screen.findByRole('dialog', { name: 'prod-website' })).toBeVisible();
    expect(await screen.findByText('brand-new')).toBeInTheDocument();
    expect(screen.queryByText('prod-web')).not.toBeInTheDocument();
    expect(server.sent('AuditEvents').length).toBeGreaterThan(logs);
  });

  it('is asked for by a tab that nobody looked at, as soon as somebody does', async () => {
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const server = fakeServer({ apiKeys: KEYS });
    renderPage('/account/keys', { server });
    await screen.findByRole('link', { name: 'prod-web' });
    expect(server.listeners('ApiKeyChanged')).toBe(0);
    server.facts.apiKeys = [sampleApiKey({ id: 'key-1', name: 'prod-website' })];

    visibility.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));

    expect(await screen.findByRole('link', { name: 'prod-website' })).toBeVisible();
    visibility.mockRestore();
  });

  it('takes no secret from the screen', async () => {
    const server = fakeServer({ apiKeys: KEYS });
    const { user } = renderPage('/account/keys/key-1/rotate', { server });
    await user.click(await screen.findByRole('button', { name: 'Rotate key' }));
    await screen.findByRole('textbox', { name: 'API key' });
    const revoked = sampleApiKey({ id: 'key-1', name: 'prod-web', status: 'REVOKED' });
    server.facts.apiKeys = [revoked];

    await waitFor(() => server.tell('ApiKeyChanged', { apiKeyChanged: revoked }));
    await waitFor(() => expect(server.sent('ApiKeys').length).toBeGreaterThan(1));

    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
  });
});

describe('what a key used in thirty days', () => {
  it('is drawn, told in a sentence, and by model', async () => {
    const [model = null] = SAMPLE_MODELS;
    const row = { bucketStart: daysAgo(1), model, apiKey: null, usage: sampleUsage({ inputTokens: 2_000 }) };
    const server = fakeServer({
      apiKeys: KEYS,
      usage: () => ({ rows: [row], total: sampleUsage({ inputTokens: 2_000 }) }),
    });
    renderPage('/account/keys/key-1', { server });

    const figure = await screen.findByRole('figure');
    expect(figure).toHaveTextContent(/^2K tokens, most on .* with 2K\./);
    expect(within(figure).getByRole('listitem')).toHaveTextContent(`${model?.name} · 2K`);
    expect(server.sent('KeyMonth')[0]?.input).toMatchObject({ groupBy: ['MODEL'], apiKeyIds: ['key-1'] });
  });

  it('names the five models that it used most, and counts the others', async () => {
    const [first = null] = SAMPLE_MODELS;
    const rows = [1, 2, 3, 4, 5, 6, 7].map((place) => ({
      bucketStart: daysAgo(1),
      model: first && { ...first, id: `acme/no-${place}`, name: `No ${place}` },
      apiKey: null,
      usage: sampleUsage({ inputTokens: 100 * place }),
    }));
    const server = fakeServer({
      apiKeys: KEYS,
      usage: () => ({ rows, total: sampleUsage({ inputTokens: 2_800 }) }),
    });
    renderPage('/account/keys/key-1', { server });

    const lines = within(await screen.findByRole('figure')).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      ...[7, 6, 5, 4, 3].map((place) => `No ${place} · ${100 * place}`),
      '2 other models · 300',
    ]);
  });

  it('has a colour of its own for each model', async () => {
    const rows = SAMPLE_MODELS.slice(0, 5).map((model) => ({
      bucketStart: daysAgo(1),
      model,
      apiKey: null,
      usage: sampleUsage({ inputTokens: 100 }),
    }));
    const server = fakeServer({
      apiKeys: KEYS,
      usage: () => ({ rows, total: sampleUsage({ inputTokens: 100 * rows.length }) }),
    });
    renderPage('/account/keys/key-1', { server });

    const figure = await screen.findByRole('figure');
    const colors = [...figure.querySelectorAll('rect')].map((part) => part.getAttribute('fill'));
    expect(colors).toHaveLength(rows.length);
    expect(new Set(colors).size).toBe(rows.length);
  });

  it('is nothing where there was nothing', async () => {
    const unused = () => ({ rows: [], total: sampleUsage({ requests: 0 }) });
    renderPage('/account/keys/key-1', { server: fakeServer({ apiKeys: KEYS, usage: unused }) });

    expect(await screen.findByText('No usage in the last 30 days.')).toBeVisible();
  });
});

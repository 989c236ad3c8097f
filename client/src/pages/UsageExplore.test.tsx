import '../app/ShortcutKeys'; // so that it is there before the page is
import { act, screen, waitFor, within } from '@testing-library/react';
import type { UsageInput } from '../graphql/usage/graphql';
import type { UsageFacts } from '../testing/fakeAccount';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import { daysAgo, SAMPLE_MODELS, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

// Each test walks through a good part of the page.
jest.setTimeout(60_000);

/** My usage beyond its first view: what one asks of it, and how it answers. */
const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web' });
const nightly = sampleApiKey({ id: 'key-2', name: 'nightly', maskedKey: 'aim_sk_…77aa' });
const oldKey = sampleApiKey({ id: 'key-9', name: 'old-key', status: 'REVOKED', maskedKey: 'aim_sk_…9aZk' });
const [QUICK = null, DEEP = null] = SAMPLE_MODELS;

/** 100 tokens a model and key now, 80 in any period that ended before 2026-03-29. */
function usageOf({ granularity, groupBy, to }: UsageInput): UsageFacts {
  const isBefore = Date.parse(to) < Date.parse('2026-03-29T00:00:00Z');
  const tokens = sampleUsage({
    inputTokens: isBefore ? 50 : 60,
    outputTokens: isBefore ? 30 : 40,
    cost: '2',
  });
  const has = (name: 'MODEL' | 'API_KEY') => groupBy?.includes(name) ?? false;
  const models = has('MODEL') ? [QUICK, DEEP] : [null];
  const keys = has('API_KEY') ? [prodWeb, isBefore ? nightly : oldKey] : [null];
  const pairs = models.flatMap((model) => keys.map((apiKey) => ({ model, apiKey })));
  const bucketStart = granularity === 'TOTAL' ? null : '2026-03-29T22:00:00.000Z';
  return { rows: pairs.map((pair) => ({ ...pair, bucketStart, usage: tokens })), total: tokens };
}

function busyServer(): FakeServer {
  return fakeServer({ apiKeys: [prodWeb, nightly, oldKey], usage: usageOf });
}

/** Two days around a clock change in Berlin, which lie behind us. */
const PAST = 'from=2026-03-29&to=2026-03-31';

async function open(query = PAST, server = busyServer()): Promise<RenderedPage> {
  const page = renderPage(`/account/usage?${query}`, { server });
  await screen.findByRole('table');
  return page;
}

function lastAsked(server: FakeServer): Record<'table' | 'groups' | 'chart', UsageInput> {
  const { table, groups, chart } = server.sent('Usage').at(-1) ?? {};
  // The operation declares these three, each a UsageInput.
  return { table, groups, chart } as Record<'table' | 'groups' | 'chart', UsageInput>;
}

function address(): string {
  return decodeURIComponent(window.location.search);
}

async function choose(user: RenderedPage['user'], field: string, option: string): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

describe('the time range', () => {
  it('can be typed, says what is wrong with it, and is kept among the recent ones', async () => {
    const { user, server } = await open();
    await user.keyboard('t');
    const picker = within(await screen.findByRole('dialog', { name: 'Time range' }));
    const from = picker.getByRole('textbox', { name: 'From' });
    const to = picker.getByRole('textbox', { name: 'To' });
    expect(to).toHaveValue('2026-03-30');

    await user.clear(from);
    await user.type(from, '2026-05-01{Enter}');
    expect(await picker.findByText('From must be before To.')).toBeVisible();
    expect(window.location.search).toBe(`?${PAST}`);
    await user.clear(from);
    await user.type(from, 'soon{Enter}');
    expect(await picker.findByText(/^From: type a date such as/)).toBeVisible();
    await user.clear(from);
    await user.type(from, '2026-03-02');
    await user.clear(to);
    await user.type(to, '2026-03-30{Enter}');

    await waitFor(() => expect(address()).toBe('?from=2026-03-02&to=2026-03-31'));
    await waitFor(() => expect(lastAsked(server).table.from).toBe('2026-03-01T23:00:00.000Z'));
    await user.keyboard('t');
    const recent = await screen.findByRole('list', { name: 'Recently used' });
    expect(within(recent).getByRole('button', { pressed: true })).toHaveTextContent(
      '2026-03-02 – 2026-03-31',
    );
  });

  it('is found among the usual ones by typing, and reached by arrow keys', async () => {
    const { user } = await open();
    await user.keyboard('t');
    const filter = await screen.findByRole('textbox', { name: 'Filter time ranges' });
    expect(filter).toHaveFocus();

    await user.type(filter, '90');
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('button', { name: 'Last 90 days' })).toHaveFocus();
    await user.keyboard('{Enter}');

    await waitFor(() => expect(address()).toBe('?range=90d'));
  });

  it('steps back and on by its own length, and zooms out', async () => {
    const { user } = await open();

    await user.click(screen.getByRole('button', { name: 'One period back' }));
    await waitFor(() => expect(address()).toBe('?from=2026-03-27&to=2026-03-29'));
    await user.click(screen.getByRole('button', { name: 'One period on' }));
    await waitFor(() => expect(address()).toBe('?from=2026-03-29&to=2026-03-31'));
    await user.click(screen.getByRole('button', { name: 'Zoom out' }));

    await waitFor(() => expect(address()).toBe('?from=2026-03-28&to=2026-04-01'));
  });

  it('offers no step that would draw too many points', async () => {
    const { user } = await open('range=12m');

    await user.click(screen.getByRole('combobox', { name: 'Granularity' }));

    const hour = await screen.findByRole('option', { name: /^Hour/ });
    expect(hour).toHaveAttribute('aria-disabled', 'true');
    expect(hour).toHaveTextContent('Too many points for this range.');
    expect(screen.getByRole('option', { name: 'Day' })).not.toHaveAttribute('aria-disabled');
  });
});

describe('the filters', () => {
  it('list keys with their last four, revoked ones apart, and take one alone', async () => {
    const { user, server } = await open(`${PAST}&keys=key-2`);
    await user.click(screen.getByRole('button', { name: 'API key: 1' }));
    const menu = within(await screen.findByRole('dialog', { name: 'API key' }));

    const revoked = within(await menu.findByRole('group', { name: 'Revoked' }));
    expect(revoked.getByRole('checkbox', { name: 'old-key …9aZk' })).not.toBeChecked();
    expect(menu.getByRole('checkbox', { name: 'nightly …77aa' })).toBeChecked();
    await user.click(menu.getByRole('button', { name: 'Only prod-web' }));
    await user.click(menu.getByRole('checkbox', { name: /old-key/ }));

    await waitFor(() => expect(lastAsked(server).table.apiKeyIds).toEqual(['key-1', 'key-9']));
    expect(address()).toContain('keys=key-1,key-9');
  });

  it('stand below as chips, which take them away one by one or all at once', async () => {
    const { user, server } = await open(`${PAST}&keys=key-9&models=acme/quick&providers=acme`);

    expect(lastAsked(server).table).toMatchObject({ apiKeyIds: ['key-9'], modelIds: ['acme/quick'] });
    await user.click(await screen.findByRole('button', { name: 'Remove filter API key: old-key …9aZk' }));
    await waitFor(() => expect(address()).not.toContain('keys='));
    await user.click(screen.getByRole('button', { name: 'Remove filter Provider: Acme' }));
    await waitFor(() => expect(address()).not.toContain('providers='));
    const chips = within(screen.getByRole('group', { name: 'Active filters' }));
    await user.click(chips.getByRole('button', { name: 'Clear filters' }));

    await waitFor(() => expect(address()).toBe(`?${PAST}`));
    expect(screen.queryByRole('group', { name: 'Active filters' })).not.toBeInTheDocument();
  });

  it('for a provider ask for its models, and for nothing when no model fits', async () => {
    const { server } = await open(`${PAST}&providers=lumen`);

    expect(lastAsked(server).chart.modelIds).toEqual(['lumen/prose', 'lumen/verse', 'lumen/vector']);
    const asked = server.sent('Usage').length;
    renderPage(`/account/usage?${PAST}&providers=lumen&models=acme/quick`, { server });

    expect(await screen.findByText('No usage for these filters.')).toBeVisible();
    expect(server.sent('Usage')).toHaveLength(asked);
  });
});

describe('the chart', () => {
  it('splits a second time, takes the form of lines, and keeps both in the address', async () => {
    const { user, server } = await open();

    await choose(user, 'then by', 'API key');
    await waitFor(() => expect(lastAsked(server).chart.groupBy).toEqual(['MODEL', 'API_KEY']));
    const figure = within(screen.getByRole('figure'));
    expect(await figure.findByRole('button', { name: 'Quick · old-key' })).toBeVisible();
    await user.click(figure.getByRole('button', { name: 'Lines' }));

    await waitFor(() => expect(address()).toBe(`?${PAST}&then=key&chart=line`));
    await waitFor(() =>
      expect(screen.getByRole('figure').querySelector('.MuiLineChart-line')).toBeInTheDocument(),
    );
  });

  it('zooms into a bar with Enter, of the series that was hit, and the way back stands above', async () => {
    const { user, server } = await open(`${PAST}&step=day`);
    const figure = screen.getByRole('figure');
    await waitFor(() => expect(figure.querySelectorAll('.MuiBarChart-element').length).toBeGreaterThan(0));

    const stops = [...figure.querySelectorAll<HTMLElement>('[tabindex="0"]')];
    act(() => stops.find((stop) => stop.closest('[class*="MuiCharts"]'))?.focus());
    await user.keyboard('{ArrowRight}{ArrowRight}{Enter}');

    await waitFor(() => expect(address()).toContain('trail='));
    expect(address()).toMatch(/from=2026-03-30&to=2026-03-31.*models=acme\/(quick|deep)/);
    await waitFor(() => expect(lastAsked(server).chart.granularity).toBe('HOUR'));
    const trail = within(screen.getByRole('navigation', { name: 'Way back' }));
    await user.click(trail.getByRole('button', { name: '29–30 Mar 2026' }));

    await waitFor(() => expect(address()).toContain(PAST));
    expect(screen.queryByRole('navigation', { name: 'Way back' })).not.toBeInTheDocument();
  });
});

describe('compared with the previous period', () => {
  it('says how each number has changed, in the tiles and in the table', async () => {
    const { user, server } = await open();

    await user.click(screen.getByRole('switch', { name: 'Compare with previous period' }));

    expect(await screen.findByRole('group', { name: 'Total usage' })).toBeVisible();
    await waitFor(() => expect(screen.getByRole('group', { name: 'Total usage' })).toHaveTextContent('+25%'));
    expect(server.sent('Usage').at(-1)).toMatchObject({
      table: { from: '2026-03-26T23:00:00.000Z', to: '2026-03-28T23:00:00.000Z' },
    });
    expect(screen.getByText(/^Compared with 27–28 Mar 2026/)).toBeVisible();
    const table = screen.getByRole('table');
    expect(within(table).getByRole('columnheader', { name: 'Δ Total usage' })).toBeVisible();
    expect(within(table).getAllByRole('row', { name: /old-key.*new/ })).toHaveLength(2);
    expect(within(table).getByRole('row', { name: /^Total .*\+20%.*\+33%.*\+25%.*0%/ })).toBeVisible();
    expect(address()).toBe(`?${PAST}&cmp=prev`);
  });
});

describe('the table', () => {
  it('turns round, flattens and lists days, each with the same total', async () => {
    const { user } = await open();
    const total = () => within(screen.getByRole('table')).getByRole('row', { name: /^Total 60 40 100/ });

    await choose(user, 'Group', 'API key › Model');
    expect(await screen.findByRole('table', { name: 'Usage by API key and model' })).toBeVisible();
    expect(
      await screen.findByText('prod-web', { selector: 'tr[data-depth="group"] button bdi' }),
    ).toBeVisible();
    expect(total()).toBeVisible();
    await choose(user, 'Group', 'Flat list');
    expect(await screen.findByRole('row', { name: /^Deep · old-key \(revoked\)/ })).toBeVisible();
    expect(total()).toBeVisible();
    await choose(user, 'Group', 'Day');
    expect(await screen.findByRole('table', { name: 'Usage by day' })).toBeVisible();
    expect(total()).toBeVisible();

    await user.click(await screen.findByRole('button', { name: '30 Mar 2026' }));
    await waitFor(() => expect(address()).toContain('from=2026-03-30&to=2026-03-31'));
  });

  it('is searched by name, and a click on a name narrows the page to it', async () => {
    const { user, server } = await open();

    await user.type(screen.getByRole('searchbox', { name: 'Filter rows' }), 'deep');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Quick' })).toBeInTheDocument());
    expect(within(screen.getByRole('table')).queryByText('Quick')).not.toBeInTheDocument();
    await user.click(within(screen.getByRole('table')).getByRole('button', { name: 'Deep' }));

    await waitFor(() => expect(lastAsked(server).table.modelIds).toEqual(['acme/deep']));
  });
});

describe('live', () => {
  it('asks again when the server tells of a change, without moving the focus', async () => {
    const { user, server } = await open('range=today');
    const button = screen.getByRole('button', { name: 'Live' });
    await user.click(button);
    await waitFor(() => expect(server.listeners('UsageChanged')).toBe(1));
    expect(await screen.findByText(/^Live · updated/)).toBeVisible();
    const before = server.sent('Usage').length;

    await waitFor(() => server.tell('UsageChanged', { usageChanged: { at: daysAgo(0) } }));

    await waitFor(() => expect(server.sent('Usage').length).toBeGreaterThan(before));
    expect(screen.getByRole('button', { name: 'Live', pressed: true })).toHaveFocus();
    expect(address()).toBe('?range=today&live=1');
  });

  it('asks by itself when the server cannot tell', async () => {
    const server = busyServer();
    server.fail('UsageChanged', { kind: 'unreachable' });
    await open('range=today&live=1', server);

    expect(await screen.findByText(/^Live, every 15 s/)).toBeVisible();
  });

  it('is not offered for a time that is over', async () => {
    const { user, server } = await open();

    await user.keyboard('l');

    expect(screen.getByRole('button', { name: 'Live' })).toHaveAttribute('aria-disabled', 'true');
    expect(server.listeners('UsageChanged')).toBe(0);
    expect(address()).toBe(`?${PAST}`);
  });

  it('pauses while nobody sees the tab', async () => {
    const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const { server } = await open('range=today&live=1');

    expect(screen.getByText('Paused while this tab is hidden')).toBeVisible();
    expect(server.listeners('UsageChanged')).toBe(0);
    visibility.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));

    await waitFor(() => expect(server.listeners('UsageChanged')).toBe(1));
    visibility.mockRestore();
  });
});

describe('how fresh the numbers are', () => {
  it('is told, with the instant up to which they were checked, and a word when they are late', async () => {
    const server = busyServer();
    server.facts.dataUpTo = daysAgo(1);
    server.facts.reconciledUpTo = '2026-03-30T10:00:00.000Z';
    await open('range=7d', server);

    expect(
      screen.getByText(/^Data up to .* · checked against the ledger up to 30 Mar 2026/),
    ).toHaveTextContent(/Usage is delayed by about 14\d\d minutes\./);
  });
});

describe('the export', () => {
  it('that fails says so where it was asked for, and can be tried again', async () => {
    const fetched = jest.fn(async (_url: string) => Promise.reject(new TypeError('Failed to fetch')));
    Object.assign(globalThis, { fetch: fetched });
    const { user } = await open(`${PAST}&models=acme/quick`);

    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'CSV: this table' }));
    const alert = await screen.findByText('The export failed. Nothing was downloaded.');
    await user.click(
      within(alert.closest('[role="alert"]') ?? document.body).getByRole('button', { name: 'Try again' }),
    );

    await waitFor(() => expect(fetched).toHaveBeenCalledTimes(2));
    expect(fetched.mock.lastCall?.[0]).toMatch(
      /^\/usage\.csv\?from=.*&granularity=TOTAL&groupBy=MODEL%2CAPI_KEY/,
    );
  });
});

it('copies the question as a GraphQL query that runs as it is', async () => {
  const { user } = await open(`${PAST}&models=acme/quick`);

  await user.click(screen.getByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy GraphQL query' }));

  expect(await screen.findByText('GraphQL query copied.')).toBeVisible();
  const copied = await navigator.clipboard.readText();
  expect(copied).toContain('modelIds: ["acme/quick"]');
  expect(copied).toContain('groupBy: [MODEL, API_KEY]');
});

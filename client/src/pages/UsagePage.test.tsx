import { screen, waitFor, within } from '@testing-library/react';
import type { UsageInput } from '../graphql/usage/graphql';
import type { UsageFacts, UsageRowFacts } from '../testing/fakeAccount';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import { daysAgo, SAMPLE_MODELS, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web' });
const oldKey = sampleApiKey({ id: 'key-9', name: 'old-key', status: 'REVOKED', maskedKey: 'aim_sk_…9aZk' });
const [QUICK, DEEP] = SAMPLE_MODELS;

const row = (facts: Partial<UsageRowFacts>): UsageRowFacts => ({
  bucketStart: null,
  model: null,
  apiKey: null,
  usage: sampleUsage({}),
  ...facts,
});

/** The server's answer. Its total is more than its rows make: the page must not add up for itself. */
function usageOf({ granularity, groupBy }: UsageInput): UsageFacts {
  const total = sampleUsage({
    requests: 48_211,
    inputTokens: 12_300_441,
    outputTokens: 3_100_902,
    cachedInputTokens: 4_000_000,
    cost: '41.07',
  });
  const quick = row({
    model: QUICK ?? null,
    usage: sampleUsage({ inputTokens: 6_204_110, outputTokens: 1_502_337, cost: '22.78' }),
  });
  const deep = row({
    model: DEEP ?? null,
    usage: sampleUsage({ inputTokens: 4_011_020, outputTokens: 2_902_118 }),
  });
  if (granularity !== 'TOTAL')
    return { rows: [{ ...quick, bucketStart: '2026-03-28T23:00:00.000Z' }], total };
  if (!groupBy?.includes('API_KEY')) return { rows: [quick, deep], total };
  const rows = [
    {
      ...quick,
      apiKey: prodWeb,
      usage: sampleUsage({ inputTokens: 5_900_004, outputTokens: 1_400_001, cost: '21.38' }),
    },
    {
      ...quick,
      apiKey: oldKey,
      usage: sampleUsage({ inputTokens: 304_106, outputTokens: 102_336, cost: '1.40' }),
    },
    { ...deep, apiKey: prodWeb },
  ];
  return { rows, total };
}

function busyServer(): FakeServer {
  return fakeServer({ apiKeys: [prodWeb, oldKey], usage: usageOf });
}

async function openReport(address = '/account/usage', server = busyServer()): Promise<RenderedPage> {
  const page = renderPage(address, { server });
  await screen.findByRole('table', { name: 'Usage by model and API key' });
  return page;
}

/** The table, line by line, as it is read. */
function tableLines(): string[][] {
  const lines = within(screen.getByRole('table')).getAllByRole('row');
  return lines.map((line) => [...line.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''));
}

function firstColumn(): (string | undefined)[] {
  return tableLines().map(([name]) => name);
}

/** One bar for each day and series, in pixels. Bars have no role: they are for the eye, the sentence below for the rest. */
function barHeights(figure: HTMLElement): number[] {
  return [...figure.querySelectorAll('.MuiBarChart-element')].map((bar) =>
    Number(bar.getAttribute('height')),
  );
}

async function choose(user: RenderedPage['user'], field: string, option: RegExp): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option }));
}

function lastAsked(server: FakeServer): Record<'table' | 'groups' | 'chart', UsageInput> {
  const { table, groups, chart } = server.sent('Usage').at(-1) ?? {};
  // The operation declares these three, each a UsageInput.
  return { table, groups, chart } as Record<'table' | 'groups' | 'chart', UsageInput>;
}

describe('the report', () => {
  it('shows the same totals in the tiles and in the total row, as the server summed them', async () => {
    const { server } = await openReport();

    expect(screen.getByRole('group', { name: 'Input tokens' })).toHaveTextContent('12,300,441');
    expect(screen.getByRole('group', { name: 'Input tokens' })).toHaveTextContent(/4M cached/i);
    expect(screen.getByRole('group', { name: 'Output tokens' })).toHaveTextContent('3,100,902');
    expect(screen.getByRole('group', { name: 'Total usage' })).toHaveTextContent('15,401,343');
    expect(screen.getByRole('group', { name: 'Requests' })).toHaveTextContent('48,211');
    expect(screen.getByRole('group', { name: 'Cost' })).toHaveTextContent('$41.07');
    expect(tableLines().at(-1)).toEqual(['Total', '12,300,441', '3,100,902', '15,401,343', '$41.07', '100%']);
    expect(server.sent('Usage')).toHaveLength(1);
  });

  it('lists what each model and each key used, exact to the token', async () => {
    await openReport();

    expect(tableLines().slice(0, -1)).toEqual([
      ['Model / API key', 'Input tokens', 'Output tokens', 'Total usage', 'Cost', 'Share'],
      ['Quick', '6,204,110', '1,502,337', '7,706,447', '$22.78', '50%'],
      ['prod-web…x4Qp', '5,900,004', '1,400,001', '7,300,005', '$21.38', '47%'],
      ['old-key (revoked)…9aZk', '304,106', '102,336', '406,442', '$1.40', '3%'],
      ['Deep', '4,011,020', '2,902,118', '6,913,138', '—', '45%'],
      ['prod-web…x4Qp', '4,011,020', '2,902,118', '6,913,138', '—', '45%'],
    ]);
  });

  it('folds and unfolds the keys of a model', async () => {
    const { user } = await openReport();

    await user.click(screen.getByRole('button', { name: 'Hide what makes up Quick' }));
    expect(firstColumn()).toEqual(['Model / API key', 'Quick', 'Deep', 'prod-web…x4Qp', 'Total']);
    await user.click(screen.getByRole('button', { name: 'Show what makes up Quick' }));

    expect(firstColumn()).toContain('old-key (revoked)…9aZk');
  });

  it('sorts by a number, largest first and then smallest first, and keeps that in the address', async () => {
    const { user } = await openReport();

    await user.click(screen.getByRole('button', { name: 'Output tokens' }));
    await waitFor(() => expect(firstColumn()[1]).toBe('Deep'));
    expect(window.location.search).toBe('?sort=-output');
    await user.click(screen.getByRole('button', { name: 'Output tokens' }));

    await waitFor(() => expect(firstColumn()[1]).toBe('Quick'));
    expect(window.location.search).toBe('?sort=output');
  });

  it('draws the chart, and says it in one sentence', async () => {
    await openReport('/account/usage?from=2026-03-28&to=2026-03-30&step=day');
    const figure = screen.getByRole('figure');

    await waitFor(() => expect(barHeights(figure)).toEqual([0, expect.any(Number)]));
    expect(barHeights(figure)[1]).toBeGreaterThan(100);
    expect(figure).toHaveAccessibleName(
      'Tokens per day, 28–29 Mar 2026. Total 15.4M, highest 7.71M on Sun 29 Mar 2026.',
    );
    expect(within(figure).getByRole('button', { name: 'Quick', pressed: true })).toBeVisible();
  });

  it('hides a series of the chart on request, and the table stays whole', async () => {
    const { user } = await openReport('/account/usage?from=2026-03-28&to=2026-03-30&step=day');
    const figure = screen.getByRole('figure');
    await waitFor(() => expect(barHeights(figure)).toHaveLength(2));

    await user.click(within(figure).getByRole('button', { name: 'Quick' }));

    expect(await within(figure).findByRole('button', { name: 'Quick', pressed: false })).toBeVisible();
    await waitFor(() => expect(barHeights(figure)).toHaveLength(0));
    expect(window.location.search).toContain('hide=acme%2Fquick');
    expect(firstColumn()).toContain('Quick');
  });

  it('keeps the numbers on the screen while they are asked for anew', async () => {
    const { user, server } = await openReport();
    const release = server.hold('Usage');

    await user.click(screen.getByRole('button', { name: 'Refresh' }));

    await waitFor(() => expect(server.sent('Usage')).toHaveLength(2));
    expect(tableLines().at(-1)).toContain('15,401,343');
    server.facts.usage = () => ({ rows: [], total: sampleUsage({ inputTokens: 7 }) });
    release();

    await waitFor(() => expect(tableLines().at(-1)).toEqual(['Total', '7', '0', '7', '—', '100%']));
  });
});

describe('without usage', () => {
  it('an account that never used anything is told when it will appear, and sees it appear', async () => {
    const { server } = renderPage('/account/usage');

    expect(await screen.findByText('No usage yet')).toBeVisible();
    expect(screen.getByText('Usage appears here within a minute of your first request.')).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    await waitFor(() => expect(server.listeners('UsageChanged')).toBe(1));
    server.facts.usage = usageOf;

    await waitFor(() => server.tell('UsageChanged', { usageChanged: { at: daysAgo(0) } }));

    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('in the chosen time only, offers more time', async () => {
    const server = busyServer();
    // Without a grouping it is the question whether there ever was any.
    server.facts.usage = (input) =>
      input.groupBy?.length === 0 ? usageOf(input) : { rows: [], total: sampleUsage({ requests: 0 }) };
    const { user } = renderPage('/account/usage?from=2026-03-28&to=2026-03-30', { server });

    expect(await screen.findByText('No usage between 28 Mar 2026 and 29 Mar 2026.')).toBeVisible();
    server.facts.usage = usageOf;
    await user.click(screen.getByRole('button', { name: 'Show last 90 days' }));

    expect(await screen.findByRole('table')).toBeVisible();
    expect(window.location.search).toBe('?range=90d');
  });

  it('for the chosen filters only, offers to clear them', async () => {
    const server = busyServer();
    server.facts.usage = (input) =>
      input.apiKeyIds ? { rows: [], total: sampleUsage({ requests: 0 }) } : usageOf(input);
    const { user } = renderPage('/account/usage?keys=key-1', { server });

    const text = await screen.findByText('No usage for these filters.');
    const panel = text.parentElement ?? document.body;
    await user.click(within(panel).getByRole('button', { name: 'Clear filters' }));

    expect(await screen.findByRole('table')).toBeVisible();
    expect(window.location.search).toBe('');
  });
});

describe('when the usage could not be loaded', () => {
  it('says so with the reference, keeps the choices, and Try again loads it', async () => {
    const server = busyServer();
    server.fail('Usage', { kind: 'refused', code: 'INTERNAL', requestId: 'req-12' });
    const { user } = renderPage('/account/usage?range=7d', { server });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent("We couldn't load your usage.");
    expect(alert).toHaveTextContent('Reference: req-12');
    expect(screen.getByRole('button', { name: 'Time range: Last 7 days' })).toBeVisible();
    server.recover('Usage');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.queryByText("We couldn't load your usage.")).not.toBeInTheDocument();
  });

  it('says that the server is out of reach when it is', async () => {
    const server = busyServer();
    server.fail('Usage', { kind: 'unreachable' });
    renderPage('/account/usage', { server });

    expect(await screen.findByRole('alert')).toHaveTextContent("We couldn't reach the server.");
  });
});

describe('the address', () => {
  it('asks for whole days of its zone, also across a clock change', async () => {
    const { server } = await openReport('/account/usage?from=2026-03-28&to=2026-03-30&tz=Europe%2FBerlin');

    const days = {
      from: '2026-03-27T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
    };
    expect(lastAsked(server)).toMatchObject({ table: days, groups: days, chart: days });
  });

  it('asks for the keys and models, the grouping and the granularity that it names', async () => {
    const { server } = await openReport('/account/usage?keys=key-1&models=acme%2Fquick&by=key&step=week');

    const filter = { apiKeyIds: ['key-1'], modelIds: ['acme/quick'] };
    expect(lastAsked(server)).toMatchObject({
      table: { ...filter, granularity: 'TOTAL', groupBy: ['MODEL', 'API_KEY'] },
      groups: { ...filter, granularity: 'TOTAL', groupBy: ['MODEL'] },
      chart: { ...filter, granularity: 'WEEK', groupBy: ['API_KEY'] },
    });
  });

  it('without anything means the last 30 days of the account, by model', async () => {
    const { server } = await openReport();

    const { table, chart } = lastAsked(server);
    expect(screen.getByRole('button', { name: 'Time range: Last 30 days' })).toBeVisible();
    expect(table.timeZone).toBe('Europe/Berlin');
    const days = (Date.parse(String(table.to)) - Date.parse(String(table.from))) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect(chart).toMatchObject({ granularity: 'DAY', groupBy: ['MODEL'] });
  });

  it('takes on a chosen time range', async () => {
    const { user, server } = await openReport();

    await user.click(screen.getByRole('button', { name: 'Time range: Last 30 days' }));
    await user.click(await screen.findByRole('button', { name: 'Last 7 days' }));

    expect(await screen.findByRole('button', { name: 'Time range: Last 7 days' })).toBeVisible();
    expect(window.location.search).toBe('?range=7d');
    await waitFor(() => expect(server.sent('Usage')).toHaveLength(2));
  });

  it('takes on a chosen zone, and the question with it', async () => {
    const { user, server } = await openReport();

    await choose(user, 'Time zone', /^UTC/);

    await waitFor(() => expect(lastAsked(server).table.timeZone).toBe('UTC'));
    expect(window.location.search).toBe('?tz=UTC');
    await choose(user, 'Time zone', /^Europe\/Berlin/);
    await waitFor(() => expect(window.location.search).toBe(''));
  });

  it('takes on a chosen grouping', async () => {
    const { user, server } = await openReport();

    await choose(user, 'Group by', /^API key$/);

    await waitFor(() => expect(lastAsked(server).chart.groupBy).toEqual(['API_KEY']));
    expect(window.location.search).toBe('?by=key');
  });

  it.each([
    ['a range', 'range=7years'],
    ['a zone', 'tz=Mars%2FOlympus'],
    ['a grouping', 'by=colour'],
    ['a granularity', 'step=second'],
    ['an order', 'sort=-colour'],
    ['days in the wrong order', 'from=2026-03-30&to=2026-03-28'],
    ['an end without a beginning', 'to=2026-03-28'],
  ])('with %s that makes no sense says so and shows the rest', async (_what, bad) => {
    const { server } = await openReport(`/account/usage?models=acme%2Fquick&${bad}`);

    expect(
      screen.getByText('Some settings in this link were not understood and were ignored.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Time range: Last 30 days' })).toBeVisible();
    expect(lastAsked(server)).toMatchObject({
      table: { timeZone: 'Europe/Berlin', modelIds: ['acme/quick'] },
      chart: { granularity: 'DAY', groupBy: ['MODEL'] },
    });
  });

  it('that makes sense gets no such notice', async () => {
    await openReport('/account/usage?range=7d&tz=UTC&by=key&sort=-cost&metric=cost');

    expect(screen.queryByText(/not understood/)).not.toBeInTheDocument();
  });
});

describe('a time whose single calls are gone', () => {
  it('says so, and shows hours instead', async () => {
    const server = busyServer();
    server.fail('Usage', { kind: 'refused', code: 'INVALID_INPUT', field: 'granularity' });
    const { user } = renderPage('/account/usage?from=2025-03-28T10:00&to=2025-03-28T12:00', { server });
    expect(await screen.findByText(/^No numbers by five minutes for this time/)).toBeVisible();
    server.recover('Usage');

    await user.click(screen.getByRole('button', { name: 'Show by hour' }));

    expect(await screen.findByRole('table')).toBeVisible();
    expect(server.sent('Usage').at(-1)?.chart).toMatchObject({ granularity: 'HOUR' });
  });
});

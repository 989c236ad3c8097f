import { act, screen, waitFor, within } from '@testing-library/react';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import { daysAgo, minutesAgo, type SampleApiKey, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

const keyOf = (place: number, facts: Partial<SampleApiKey> = {}) =>
  sampleApiKey({ id: `key-${place}`, name: `key-no-${place}`, lastUsedAt: daysAgo(3), ...facts });
const FOUR = [keyOf(1), keyOf(2), keyOf(3), keyOf(4)];

async function openList(server: FakeServer, address = '/account/keys'): Promise<RenderedPage> {
  const page = renderPage(address, { server });
  await screen.findByRole('checkbox', { name: 'Select all keys on this page' });
  return page;
}

const box = (name: string) => screen.getByRole('checkbox', { name: `Select ${name}` });
const pageBox = () => screen.getByRole('checkbox', { name: 'Select all keys on this page' });
const bar = () => screen.getByRole('group', { name: 'Selected keys' });

async function openQuestion(user: RenderedPage['user'], count: number): Promise<HTMLElement> {
  await user.click(within(bar()).getByRole('button', { name: 'Revoke selected' }));
  return screen.findByRole('alertdialog', { name: `Revoke ${count} API key${count === 1 ? '' : 's'}?` });
}

describe('ticking keys', () => {
  it('one by one, the whole page, and none again; the bar in place of the filters counts them', async () => {
    const { user } = await openList(fakeServer({ apiKeys: FOUR }));
    expect(screen.getByRole('search')).toBeVisible();

    await user.click(box('key-no-2'));
    expect(within(bar()).getByText('1 selected')).toBeVisible();
    expect(screen.queryByRole('search')).not.toBeInTheDocument();
    expect(pageBox()).toBePartiallyChecked();
    await user.click(pageBox());
    expect(within(bar()).getByText('4 selected')).toBeVisible();
    expect(screen.getByText('4 keys selected')).toHaveAttribute('role', 'status');
    await user.click(within(bar()).getByRole('button', { name: 'Clear' }));

    expect(screen.getByRole('search')).toBeVisible();
    expect(pageBox()).not.toBeChecked();
    expect(pageBox()).toHaveFocus();
  });

  it('with Shift takes all from the one before, by mouse and by keyboard', async () => {
    const { user } = await openList(fakeServer({ apiKeys: FOUR }));

    await user.click(box('key-no-1'));
    await user.keyboard('{Shift>}');
    await user.click(box('key-no-3'));
    await user.keyboard('{/Shift}');
    expect(within(bar()).getByText('3 selected')).toBeVisible();
    act(() => box('key-no-1').focus());
    await user.keyboard('{Shift>} {/Shift}');

    expect(within(screen.getByRole('table')).queryAllByRole('checkbox', { checked: true })).toEqual([]);
  });

  it('is for keys that can be revoked', async () => {
    const old = keyOf(9, { status: 'REVOKED', revokedAt: daysAgo(1) });
    await openList(fakeServer({ apiKeys: [keyOf(1), old] }), '/account/keys?status=active,revoked');

    await screen.findByRole('row', { name: /^key-no-9/ });
    expect(screen.queryByRole('checkbox', { name: 'Select key-no-9' })).not.toBeInTheDocument();
    expect(box('key-no-1')).toBeEnabled();
  });

  it('works on phones, where the bar stands at the foot in place of Create', async () => {
    window.innerWidth = 360;
    const { user } = await openList(fakeServer({ apiKeys: FOUR }));

    await user.click(box('key-no-2'));

    expect(within(bar()).getByText('1 selected')).toBeVisible();
    expect(screen.getByRole('search')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Create New API Key' })).not.toBeInTheDocument();
  });
});

describe('revoking the ticked keys', () => {
  it('names each with what it did, warns, and has the focus on Cancel', async () => {
    const server = fakeServer({ apiKeys: FOUR });
    server.facts.usage = () => ({
      rows: [
        {
          bucketStart: null,
          model: null,
          apiKey: keyOf(1),
          usage: sampleUsage({ requests: 0, inputTokens: 1_200_000 }),
        },
      ],
      total: sampleUsage({}),
    });
    const { user } = await openList(server);
    await user.click(box('key-no-1'));
    await user.click(box('key-no-2'));

    const dialog = await openQuestion(user, 2);

    const [list] = server.sent('KeyDays');
    const [asked] = server.sent('ApiKeysImpact');
    expect(asked?.week).toEqual({
      ...Object(list?.input),
      granularity: 'TOTAL',
      apiKeyIds: ['key-1', 'key-2'],
    });
    expect(
      await within(dialog).findByText(/Last used 3 days ago · 0 requests in the last day · 1\.2M tokens/),
    ).toBeVisible();
    expect(within(dialog).getByText('key-no-2')).toBeVisible();
    expect(dialog).toHaveAccessibleDescription(
      /^After revoking, these API keys will immediately be disabled/,
    );
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(screen.queryByRole('textbox', { name: /to confirm/ })).not.toBeInTheDocument();
    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.getByRole('button', { name: 'Revoke selected' })).toHaveFocus());
    expect(server.sent('RevokeApiKeys')).toHaveLength(0);
    expect(within(bar()).getByText('2 selected')).toBeVisible();
  });

  it('wants one word typed when any of them was used within a day', async () => {
    const server = fakeServer({ apiKeys: [keyOf(1), keyOf(2, { lastUsedAt: minutesAgo(5) })] });
    const { user } = await openList(server);
    await user.click(pageBox());
    await openQuestion(user, 2);
    const field = screen.getByRole('textbox', { name: 'Type revoke to confirm' });

    await user.click(screen.getByRole('button', { name: 'Revoke 2 keys' }));
    expect(await screen.findByText('Type the word exactly as shown.')).toBeVisible();
    expect(field).toHaveFocus();
    expect(server.sent('RevokeApiKeys')).toHaveLength(0);
    await user.type(field, 'revoke{Enter}');

    await waitFor(() =>
      expect(server.sent('RevokeApiKeys')).toEqual([{ input: { ids: ['key-1', 'key-2'] } }]),
    );
  });

  it('tells of each key what became of it, with its receipt, and keeps ticked what was refused', async () => {
    const server = fakeServer({ apiKeys: FOUR });
    server.facts.nodes = [
      { node: 'node-a', acknowledgedAt: minutesAgo(0), streamsEnded: 2 },
      { node: 'node-b', acknowledgedAt: null, streamsEnded: null, streamsEndBy: minutesAgo(-1) },
    ];
    const { user } = await openList(server);
    for (const name of ['key-no-1', 'key-no-2', 'key-no-3']) await user.click(box(name));
    await openQuestion(user, 3);
    server.facts.apiKeys = server.facts.apiKeys.filter(({ id }) => id !== 'key-2');
    await user.click(screen.getByRole('button', { name: 'Revoke 3 keys' }));

    const results = await screen.findByRole('dialog', { name: '2 revoked, 1 failed' });
    const lines = within(results).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'key-no-2 aim_sk_…x4QpNot revoked. This does not exist or belongs to another account.',
      expect.stringMatching(
        /^key-no-1 aim_sk_…x4QpAPI key revoked\. 1 of 2 nodes confirmed, 2 streams ended\. node-b has not/,
      ),
      expect.stringMatching(/^key-no-3 aim_sk_…x4QpAPI key revoked\./),
    ]);
    await user.click(within(results).getByRole('button', { name: 'Done' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(
      screen.getByText(/^2 API keys revoked\. 1 of 2 nodes confirmed, 4 streams ended\. node-b has not/),
    ).toBeVisible();
  });

  it('ticks nothing any more once all are revoked, and keeps the receipt until it is put away', async () => {
    const { user } = await openList(fakeServer({ apiKeys: FOUR }));
    await user.click(box('key-no-1'));
    await user.click(box('key-no-2'));
    await openQuestion(user, 2);
    await user.click(screen.getByRole('button', { name: 'Revoke 2 keys' }));
    await screen.findByRole('dialog', { name: '2 API keys revoked' });
    await user.click(screen.getByRole('button', { name: 'Done' }));

    await waitFor(() => expect(screen.queryByRole('row', { name: /^key-no-1/ })).not.toBeInTheDocument());
    expect(screen.queryByRole('group', { name: 'Selected keys' })).not.toBeInTheDocument();
    expect(screen.getByText('2 API keys revoked.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hide this notice' }));

    expect(screen.queryByText('2 API keys revoked.')).not.toBeInTheDocument();
  });

  it('that could not be asked for says that the keys may still work, and can be tried again', async () => {
    const server = fakeServer({ apiKeys: FOUR });
    const { user } = await openList(server);
    await user.click(pageBox());
    const dialog = await openQuestion(user, 4);
    server.fail('RevokeApiKeys', { kind: 'unreachable' });
    await user.click(screen.getByRole('button', { name: 'Revoke 4 keys' }));

    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent("We couldn't reach the server. These keys may still work.");
    server.recover('RevokeApiKeys');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('dialog', { name: '4 API keys revoked' })).toBeVisible();
  });

  it('is not asked about by its address alone', async () => {
    await openList(fakeServer({ apiKeys: FOUR }), '/account/keys/revoke?q=key');

    expect(window.location.pathname + window.location.search).toBe('/account/keys?q=key');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });
});

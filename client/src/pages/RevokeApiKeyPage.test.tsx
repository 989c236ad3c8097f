import { screen, waitFor, within } from '@testing-library/react';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import { minutesAgo, type SampleApiKey, sampleApiKey, sampleUsage } from '../testing/sampleAccount';

const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web' });
const nightly = sampleApiKey({ id: 'key-2', name: 'nightly' });
const DAY_MINUTES = 24 * 60;

function serverWith(facts: Partial<SampleApiKey> = {}): FakeServer {
  return fakeServer({ apiKeys: [{ ...prodWeb, ...facts }, nightly] });
}

async function openQuestion(server = serverWith()): Promise<RenderedPage & { dialog: HTMLElement }> {
  const page = renderPage('/account/keys/key-1/revoke', { server });
  const dialog = await screen.findByRole('alertdialog', { name: 'Revoke "prod-web"?' });
  // The list behind is part of what a revocation changes.
  await screen.findByRole('row', { name: /^prod-web/, hidden: true });
  return { ...page, dialog };
}

function confirmation(): HTMLElement | null {
  return screen.queryByRole('textbox', { name: 'Type prod-web to confirm' });
}

async function revoke(user: RenderedPage['user']): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Revoke key' }));
}

describe('the question', () => {
  it('names the key, warns of what breaks, and has the focus on Cancel', async () => {
    const { dialog } = await openQuestion();

    expect(dialog).toHaveTextContent('aim_sk_…x4Qp');
    expect(dialog).toHaveTextContent('This key has never been used.');
    expect(dialog).toHaveTextContent('Past usage of this key stays in My usage.');
    expect(dialog).toHaveAccessibleDescription(
      'After revoking, this API key will immediately be disabled. API requests made using this key will be rejected, which could cause any systems still depending on it to break.',
    );
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  });

  it('says how much a key that is in use would be missed', async () => {
    const server = serverWith({ lastUsedAt: minutesAgo(5) });
    server.facts.usage = () => ({ rows: [], total: sampleUsage({ inputTokens: 1_200_000 }) });
    const { dialog } = await openQuestion(server);

    await waitFor(() =>
      expect(dialog).toHaveTextContent(/Last used 5 min.* · 1\.2M tokens in the last 7 days/),
    );
  });

  it('counts the same seven days as the list behind it', async () => {
    const { server } = await openQuestion(serverWith({ lastUsedAt: minutesAgo(5) }));
    await waitFor(() => expect(server.sent('ApiKeyTokens')).toHaveLength(1));

    const [list] = server.sent('KeyDays');
    const [dialog] = server.sent('ApiKeyTokens');
    const { groupBy, ...week } = { groupBy: [], ...Object(list?.input) };
    expect(groupBy).toEqual(['API_KEY']);
    expect(dialog?.input).toEqual({ ...week, granularity: 'TOTAL', apiKeyIds: ['key-1'] });
  });

  it.each([
    ['Cancel', (user: RenderedPage['user']) => user.click(screen.getByRole('button', { name: 'Cancel' }))],
    ['Escape', (user: RenderedPage['user']) => user.keyboard('{Escape}')],
  ])('answered with %s revokes nothing and gives the focus back to the key', async (_way, answer) => {
    const { user, server } = await openQuestion();

    await answer(user);

    await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument());
    expect(window.location.pathname).toBe('/account/keys');
    expect(server.sent('RevokeApiKey')).toHaveLength(0);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Action for prod-web' })).toHaveFocus());
  });
});

describe('the name has to be typed', () => {
  it.each([
    ['never used', null],
    ['last used more than a day ago', minutesAgo(DAY_MINUTES + 5)],
  ])('not for a key %s', async (_when, lastUsedAt) => {
    const { user, server } = await openQuestion(serverWith({ lastUsedAt }));

    expect(confirmation()).toBeNull();
    await revoke(user);

    await waitFor(() => expect(server.sent('RevokeApiKey')).toEqual([{ input: { id: 'key-1' } }]));
  });

  it('for a key used within the last day, exactly as shown', async () => {
    const { user, server } = await openQuestion(serverWith({ lastUsedAt: minutesAgo(DAY_MINUTES - 5) }));
    const field = screen.getByRole('textbox', { name: 'Type prod-web to confirm' });

    await revoke(user);
    expect(await screen.findByText('Type the name exactly as shown.')).toBeVisible();
    expect(field).toHaveFocus();
    await user.type(field, 'prod-we');
    await revoke(user);
    expect(await screen.findByText('Type the name exactly as shown.')).toBeVisible();
    expect(server.sent('RevokeApiKey')).toHaveLength(0);
    await user.type(field, 'b');
    await revoke(user);

    await waitFor(() => expect(server.sent('RevokeApiKey')).toEqual([{ input: { id: 'key-1' } }]));
  });
});

describe('the list', () => {
  it('changes only once the server has said it', async () => {
    const { user, server } = await openQuestion();
    const release = server.hold('RevokeApiKey');

    await revoke(user);

    expect(await screen.findByRole('button', { name: 'Revoking…' })).toBeVisible();
    const row = screen.getByRole('row', { name: /^prod-web/, hidden: true });
    expect(row).toHaveTextContent('Active');
    expect(row).not.toHaveTextContent('Revoked');
    expect(screen.queryByText(/^API key revoked/)).not.toBeInTheDocument();
    release();

    expect(await screen.findByText('API key revoked.')).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('row', { name: /^prod-web/ })).not.toBeInTheDocument());
  });

  it('gives the focus to the next key', async () => {
    const { user } = await openQuestion();

    await revoke(user);

    await waitFor(() => expect(screen.getByRole('button', { name: 'Action for nightly' })).toHaveFocus());
  });

  it('is asked once, however often Revoke key is pressed', async () => {
    const { user, server } = await openQuestion();
    const release = server.hold('RevokeApiKey');
    await revoke(user);
    const busy = await screen.findByRole('button', { name: 'Revoking…' });
    await user.click(busy);
    await user.click(busy);
    release();

    await screen.findByText('API key revoked.');
    expect(server.sent('RevokeApiKey')).toHaveLength(1);
  });
});

describe('the receipt', () => {
  it('says how many nodes obey already and how many streams were cut off, and names the node that is silent', async () => {
    const server = serverWith();
    server.facts.nodes = [
      { node: 'node-a', acknowledgedAt: minutesAgo(0), streamsEnded: 2 },
      { node: 'node-b', acknowledgedAt: minutesAgo(0), streamsEnded: 1 },
      { node: 'node-c', acknowledgedAt: null, streamsEnded: null, streamsEndBy: minutesAgo(-1) },
    ];
    const { user } = await openQuestion(server);

    await revoke(user);

    expect(
      await screen.findByText(
        /^API key revoked\. 2 of 3 nodes confirmed, 3 streams ended\. node-c has not confirmed yet; its streams end by \d+:\d\d:\d\d/,
      ),
    ).toBeVisible();
  });
});

describe('a revocation that failed', () => {
  it.each([
    [
      'says that the key still works, with the reference',
      { kind: 'refused', code: 'INTERNAL', requestId: 'req-9' } as const,
      "We couldn't revoke this key. It still works. Something went wrong on our side.Reference: req-9",
    ],
    [
      'says that the key may still work when the server is out of reach',
      { kind: 'unreachable' } as const,
      "We couldn't reach the server. This key may still work.",
    ],
  ])('%s, and Try again revokes it', async (_what, fault, text) => {
    const { user, server, dialog } = await openQuestion();
    server.fail('RevokeApiKey', fault);
    await revoke(user);

    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent(text);
    expect(screen.getByRole('row', { name: /^prod-web/, hidden: true })).toHaveTextContent('Active');
    server.recover('RevokeApiKey');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('API key revoked.')).toBeVisible();
    expect(screen.queryByText(/It still works/)).not.toBeInTheDocument();
  });

  it('because another tab was quicker is none: revoking twice succeeds', async () => {
    const { user, server } = await openQuestion();
    server.facts.apiKeys = [{ ...prodWeb, status: 'REVOKED', revokedAt: minutesAgo(1) }, nightly];

    await revoke(user);

    expect(await screen.findByText('API key revoked.')).toBeVisible();
  });
});

import { screen, waitFor, within } from '@testing-library/react';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import { daysAgo } from '../testing/sampleAccount';

const RENAMED = {
  id: 'event-1',
  at: daysAgo(1),
  actor: 'ann@example.com',
  actorKind: 'member',
  address: '203.0.113.7',
  action: 'api_key.updated',
  subject: 'prod-web',
  subjectId: 'key-1',
  detail: JSON.stringify({ before: { name: 'prod-web' }, after: { name: 'prod-website' } }),
};

describe('the audit log', () => {
  it('says who did what, from where, before and after', async () => {
    renderPage('/account/audit', { server: fakeServer({ auditEvents: [RENAMED] }) });

    const row = await screen.findByRole('row', { name: /prod-web/ });

    expect(row).toHaveTextContent('ann@example.com');
    expect(row).toHaveTextContent('Member, from 203.0.113.7');
    expect(row).toHaveTextContent('Edited API key');
    expect(row).toHaveTextContent('prod-web → prod-website');
  });

  it.each([
    ['report', 'Somebody who held it'],
    ['github/issue_comment', 'GitHub, in a comment on an issue'],
    ['github/unknown', 'GitHub'],
  ])('says in words who found a leaked key: %s', async (source, words) => {
    const detail = JSON.stringify({ after: { source, url: 'https://example.com/x' } });
    const leaked = { ...RENAMED, actorKind: 'system', action: 'api_key.leaked', detail };
    renderPage('/account/audit', { server: fakeServer({ auditEvents: [leaked] }) });

    const row = await screen.findByRole('row', { name: /prod-web/ });

    expect(row).toHaveTextContent(`Reported by${words}`);
    expect(row).toHaveTextContent('Found athttps://example.com/x');
  });

  it('asks for one action and for one subject, and keeps both in the address', async () => {
    const server = fakeServer({ auditEvents: [RENAMED] });
    const { user } = renderPage('/account/audit?subject=key-1', { server });
    await screen.findByRole('row', { name: /prod-web/ });

    await user.click(screen.getByRole('combobox', { name: 'What was done' }));
    await user.click(await screen.findByRole('option', { name: 'Revoked API key' }));

    await waitFor(() =>
      expect(server.sent('AuditEvents').at(-1)?.filter).toEqual({
        subject: 'key-1',
        action: 'api_key.revoked',
      }),
    );
    expect(window.location.search).toBe('?subject=key-1&action=api_key.revoked');
  });

  it('says that it could not be loaded, with the reference, and tries again', async () => {
    const server = fakeServer({ auditEvents: [RENAMED] });
    server.fail('AuditEvents', { kind: 'refused', code: 'INTERNAL', requestId: 'req-7' });
    const { user } = renderPage('/account/audit', { server });
    expect(await screen.findByRole('alert')).toHaveTextContent('Reference: req-7');
    server.recover('AuditEvents');

    await user.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('row', { name: /prod-web/ })).toBeVisible();
  });
});

describe('access tokens', () => {
  it('are made with a name and scopes, shown once, and nothing keeps the secret', async () => {
    const { user, server, client } = renderPage('/account/tokens/new');
    await user.click(await screen.findByRole('button', { name: 'Create' }));
    expect(screen.getByText('Enter a name.')).toBeVisible();
    expect(screen.getByText('Choose at least one thing that it may do.')).toBeVisible();

    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'ci');
    await user.click(screen.getByRole('checkbox', { name: /^Read usage/ }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    const field = await screen.findByRole('textbox', { name: 'Access token' });
    expect(server.sent('CreateAccessToken')[0]?.input).toMatchObject({ name: 'ci', scopes: ['USAGE_READ'] });
    const secret = (field as HTMLTextAreaElement).value;
    expect(JSON.stringify(client.cache.extract())).not.toContain(secret);

    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByText("You won't be able to see this key again")).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Go back' }));
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    await user.click(screen.getByRole('button', { name: 'Done' }));

    expect(await screen.findByRole('list', { name: 'Access tokens' })).toHaveTextContent('ci');
    expect(document.documentElement.outerHTML).not.toContain(secret);
  });

  it('stay until the server says that they are revoked', async () => {
    const server = fakeServer({ accessTokens: [{ id: 'token-1', name: 'ci' }] });
    const { user } = renderPage('/account/tokens/token-1/revoke', { server });
    const dialog = await screen.findByRole('alertdialog', { name: 'Revoke "ci"?' });
    server.fail('RevokeAccessToken', { kind: 'unreachable' });
    await user.click(within(dialog).getByRole('button', { name: 'Revoke token' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('This token may still work.');
    server.recover('RevokeAccessToken');

    await user.click(within(dialog).getByRole('button', { name: 'Revoke token' }));

    expect(await screen.findByText('No access tokens yet')).toBeVisible();
  });
});

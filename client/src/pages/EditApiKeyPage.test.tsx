import { screen, waitFor, within } from '@testing-library/react';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import {
  NO_LIMITS,
  SAMPLE_MODELS,
  type SampleApiKey,
  sampleApiKey,
  sampleUsage,
} from '../testing/sampleAccount';

const QUICK = { id: 'acme/quick', name: 'Quick', isAvailable: true };
const DEEP = { id: 'acme/deep', name: 'Deep', isAvailable: true };
const prodWeb = sampleApiKey({ id: 'key-1', name: 'prod-web', version: 3, models: [QUICK, DEEP] });

function serverWith(facts: Partial<SampleApiKey> = {}): FakeServer {
  return fakeServer({ apiKeys: [{ ...prodWeb, ...facts }] });
}

async function openForm(server = serverWith()): Promise<RenderedPage> {
  const page = renderPage('/account/keys/key-1/edit', { server });
  await screen.findByRole('textbox', { name: 'Name' });
  return page;
}

async function rename(user: RenderedPage['user'], name: string): Promise<void> {
  const field = screen.getByRole('textbox', { name: 'Name' });
  await user.clear(field);
  await user.type(field, name);
}

async function press(user: RenderedPage['user'], name: string): Promise<void> {
  await user.click(screen.getByRole('button', { name }));
}

async function expectBackOnList(): Promise<void> {
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(window.location.pathname).toBe('/account/keys');
}

describe('the form', () => {
  it('begins with what the key is', async () => {
    await openForm();

    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-web');
    expect(screen.getByRole('radio', { name: 'Selected models' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Quick' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Small' })).not.toBeChecked();
  });

  it('closes without a request when nothing changed', async () => {
    const { user, server } = await openForm();

    await press(user, 'Save');

    await expectBackOnList();
    expect(server.sent('UpdateApiKey')).toHaveLength(0);
    expect(screen.queryByText('Changes saved.')).not.toBeInTheDocument();
  });

  it('closes without a request when a change was taken back', async () => {
    const { user, server } = await openForm();

    await user.click(screen.getByRole('checkbox', { name: 'Small' }));
    await user.click(screen.getByRole('checkbox', { name: 'Small' }));
    await press(user, 'Save');

    await expectBackOnList();
    expect(server.sent('UpdateApiKey')).toHaveLength(0);
  });

  it('refuses to save a key without a name or without a model', async () => {
    const { user, server } = await openForm();
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.click(screen.getByRole('checkbox', { name: 'Quick' }));
    await user.click(screen.getByRole('checkbox', { name: 'Deep' }));

    await press(user, 'Save');

    expect(await screen.findByText('Enter a name.')).toBeVisible();
    expect(screen.getByText('Choose at least one model, or select "All models".')).toBeVisible();
    expect(server.sent('UpdateApiKey')).toHaveLength(0);
  });

  it('names the models whose requests will be rejected, before they are', async () => {
    const { user } = await openForm();
    expect(screen.queryByText(/^Removing/)).not.toBeInTheDocument();

    await user.click(screen.getByRole('checkbox', { name: 'Deep' }));

    expect(
      screen.getByText('Removing 1 model: Deep. Requests for it will be rejected at once.'),
    ).toBeVisible();
  });

  it('says how often a model that is taken away was used, and nothing of the others', async () => {
    const server = serverWith();
    const used = { bucketStart: null, apiKey: null, usage: sampleUsage({ requests: 1204 }) };
    server.facts.usage = () => ({
      rows: [SAMPLE_MODELS[0], SAMPLE_MODELS[1], SAMPLE_MODELS[2]].map((model) => ({
        ...used,
        model: model ?? null,
      })),
      total: sampleUsage({}),
    });
    const { user } = await openForm(server);

    await user.click(screen.getByRole('checkbox', { name: 'Deep' }));

    expect(await screen.findByText('Deep was used 1,204 times in the last 7 days.')).toBeVisible();
    expect(screen.queryByText(/^(Quick|Small) was used/)).not.toBeInTheDocument();
    expect(server.sent('KeyModelRequests')[0]?.input).toMatchObject({
      groupBy: ['MODEL'],
      apiKeyIds: ['key-1'],
    });
  });

  it('unfolds what is at fault and goes there, and lets it be folded again', async () => {
    const { user, server } = await openForm();
    const fold = () => screen.getByRole('button', { name: 'More options' });
    await user.click(fold());
    await user.type(screen.getByRole('textbox', { name: 'Cost per month (USD)' }), '1,5');
    await user.click(fold());
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Note' })).not.toBeInTheDocument());

    await press(user, 'Save');

    const field = await screen.findByRole('textbox', { name: 'Cost per month (USD)' });
    await waitFor(() => expect(field).toHaveFocus());
    expect(field).toHaveAccessibleDescription('Write numbers like 1,234.5.');
    await user.click(fold());
    await waitFor(() => expect(fold()).toHaveAttribute('aria-expanded', 'false'));
    await press(user, 'Save');
    await waitFor(() => expect(fold()).toHaveAttribute('aria-expanded', 'true'));
    expect(server.sent('UpdateApiKey')).toHaveLength(0);
  });
});

describe('Save', () => {
  it('sends only what changed, with the version that it began from', async () => {
    const { user, server } = await openForm();
    await rename(user, 'prod-api');

    await press(user, 'Save');

    expect(await screen.findByText('Changes saved.')).toBeVisible();
    await expectBackOnList();
    expect(await screen.findByRole('row', { name: /^prod-api/ })).toBeVisible();
    expect(server.sent('UpdateApiKey')).toEqual([{ input: { id: 'key-1', version: 3, name: 'prod-api' } }]);
  });

  it('never sends both kinds of permission', async () => {
    const { user, server } = await openForm();
    await user.click(screen.getByRole('checkbox', { name: 'Deep' }));
    await user.click(screen.getByRole('radio', { name: 'All models, including future ones' }));

    await press(user, 'Save');

    await expectBackOnList();
    expect(server.sent('UpdateApiKey')).toEqual([{ input: { id: 'key-1', version: 3, allModels: true } }]);
  });

  it.each([
    [
      'that the server failed',
      { kind: 'refused', code: 'INTERNAL', requestId: 'req-5' } as const,
      'Something went wrong on our side.Reference: req-5',
    ],
    [
      'that nobody knows whether it was saved',
      { kind: 'unreachable' } as const,
      "We couldn't reach the server. Your changes may or may not have been saved.",
    ],
  ])('that did not succeed says %s, and keeps what was entered', async (_what, fault, text) => {
    const { user, server } = await openForm();
    await rename(user, 'prod-api');
    server.fail('UpdateApiKey', fault);

    await press(user, 'Save');

    expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent(text);
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-api');
  });

  it('that was refused does not leave the new name in the list', async () => {
    const { user, server } = await openForm();
    await rename(user, 'prod-api');
    server.fail('UpdateApiKey', { kind: 'refused', code: 'INTERNAL' });
    await press(user, 'Save');
    await within(screen.getByRole('dialog')).findByRole('alert');

    await press(user, 'Cancel');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));

    await expectBackOnList();
    expect(await screen.findByRole('row', { name: /^prod-web/ })).toBeVisible();
    expect(screen.queryByText('prod-api')).not.toBeInTheDocument();
  });
});

describe('when someone else saved first', () => {
  async function openConflict(): Promise<RenderedPage> {
    const page = await openForm();
    page.server.facts.apiKeys = [{ ...prodWeb, name: 'prod-theirs', version: 4 }];
    await rename(page.user, 'prod-ours');
    await press(page.user, 'Save');
    expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent(
      'This key was changed somewhere else since you opened it.',
    );
    return page;
  }

  it('what was entered stays until one decides', async () => {
    await openConflict();

    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-ours');
  });

  it('Load latest begins from theirs, and a change then saves over it', async () => {
    const { user, server } = await openConflict();

    await press(user, 'Load latest');
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-theirs'));
    expect(within(screen.getByRole('dialog')).queryByRole('alert')).not.toBeInTheDocument();
    await rename(user, 'prod-both');
    await press(user, 'Save');

    await expectBackOnList();
    expect(server.sent('UpdateApiKey').at(-1)).toEqual({
      input: { id: 'key-1', version: 4, name: 'prod-both' },
    });
  });

  it('Overwrite saves ours without a version', async () => {
    const { user, server } = await openConflict();

    await press(user, 'Overwrite');

    await expectBackOnList();
    expect(await screen.findByRole('row', { name: /^prod-ours/ })).toBeVisible();
    expect(server.sent('UpdateApiKey').at(-1)).toEqual({ input: { id: 'key-1', name: 'prod-ours' } });
  });
});

describe('an address of a key that cannot be edited', () => {
  it.each(['edit', 'revoke'])(
    'that this account does not have says so and nothing more (%s)',
    async (action) => {
      const { user } = renderPage(`/account/keys/someone-elses/${action}`, { server: serverWith() });

      const dialog = await screen.findByRole('dialog', { name: 'API key not found' });
      expect(dialog).toHaveTextContent("This API key doesn't exist or belongs to another account.");
      await user.click(within(dialog).getByText('Close'));

      await expectBackOnList();
    },
  );

  it('keeps the limits that were not touched, and takes away what was emptied', async () => {
    const limits = { ...NO_LIMITS, requestsPerMinute: 60, monthlyTokens: 5000 };
    const server = serverWith({ limits });
    const { user } = renderPage('/account/keys/key-1/edit', { server });

    await user.clear(await screen.findByRole('textbox', { name: 'Tokens per month' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));

    await waitFor(() => expect(server.sent('UpdateApiKey')).toHaveLength(1));
    expect(server.sent('UpdateApiKey')[0]).toEqual({
      input: { id: 'key-1', version: 3, limits: { monthlyTokens: null } },
    });
  });

  it('that was revoked says that it was', async () => {
    renderPage('/account/keys/key-1/edit', { server: serverWith({ status: 'REVOKED' }) });

    expect(await screen.findByText("This key was revoked and can't be edited.")).toBeVisible();
    expect(screen.getByRole('dialog', { name: 'Edit API key' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('that could not be loaded offers to try again', async () => {
    const server = serverWith();
    server.fail('ApiKey', { kind: 'refused', code: 'INTERNAL', requestId: 'req-6' });
    const { user } = renderPage('/account/keys/key-1/edit', { server });

    const dialog = await screen.findByRole('dialog', { name: 'Edit API key' });
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent("We couldn't load this API key.");
    expect(alert).toHaveTextContent('Reference: req-6');
    server.recover('ApiKey');
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('prod-web');
  });
});

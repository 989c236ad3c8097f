import { act, screen, waitFor, within } from '@testing-library/react';
import { SAMPLE_SECRET } from '../testing/fakeAccount';
import { type FakeServer, fakeServer } from '../testing/fakeServer';
import { type RenderedPage, renderPage } from '../testing/renderPage';
import { SAMPLE_MODELS, sampleApiKey, sampleModel } from '../testing/sampleAccount';

type User = RenderedPage['user'];

/** Opens the dialog by its address and waits for the form. */
async function openForm(server: FakeServer = fakeServer()): Promise<RenderedPage> {
  const page = renderPage('/account/keys/new', { server });
  await screen.findByRole('textbox', { name: 'Name' });
  return page;
}

async function fillIn(user: User, name = 'prod-web'): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: 'Name' }), name);
  await user.click(screen.getByRole('checkbox', { name: 'Quick' }));
}

async function press(user: User, name: string): Promise<void> {
  await user.click(screen.getByRole('button', { name }));
}

async function createKey(server: FakeServer = fakeServer()): Promise<RenderedPage> {
  const page = await openForm(server);
  await fillIn(page.user);
  await press(page.user, 'Create');
  await screen.findByRole('dialog', { name: 'Save your API key' });
  return page;
}

/** As on a page without https: only the old command is left. */
function takeClipboardAway(command: () => boolean): void {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
  Object.defineProperty(document, 'execCommand', { configurable: true, value: command });
}

afterEach(() => void Reflect.deleteProperty(document, 'execCommand'));

function expectInputKept(): void {
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-web');
  expect(screen.getByRole('checkbox', { name: 'Quick' })).toBeChecked();
}

/** What this browser would still know of the page after it was left. */
function everythingKept({ client }: RenderedPage): string {
  return JSON.stringify([
    client.cache.extract(),
    { ...localStorage },
    { ...sessionStorage },
    window.history.state,
    window.location.href,
    document.documentElement.outerHTML,
    [...document.querySelectorAll('input, textarea')].map((field) => 'value' in field && field.value),
  ]);
}

describe('the form', () => {
  it('begins in the name, with no model ticked', async () => {
    await openForm();

    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    expect(screen.getByRole('radio', { name: 'Selected models' })).toBeChecked();
    expect(screen.getByText("Choose the models you'd like to access")).toBeVisible();
    for (const { name } of SAMPLE_MODELS) expect(screen.getByRole('checkbox', { name })).not.toBeChecked();
  });

  it('without a name asks for one, and sends nothing', async () => {
    const { user, server } = await openForm();
    await user.click(screen.getByRole('checkbox', { name: 'Quick' }));
    await press(user, 'Create');

    const name = screen.getByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(name).toHaveAccessibleDescription('Enter a name.'));
    expect(name).toBeInvalid();
    expect(name).toHaveFocus();
    expect(server.sent('CreateApiKey')).toHaveLength(0);
  });

  it('takes spaces for no name', async () => {
    const { user, server } = await openForm();
    await fillIn(user, '   ');
    await press(user, 'Create');

    expect(await screen.findByText('Enter a name.')).toBeVisible();
    expect(server.sent('CreateApiKey')).toHaveLength(0);
  });

  it('refuses a name of more than 64 characters', async () => {
    const { user, server } = await openForm();
    await user.click(screen.getByRole('textbox', { name: 'Name' }));
    await user.paste('n'.repeat(65));
    await user.click(screen.getByRole('checkbox', { name: 'Quick' }));
    await press(user, 'Create');

    expect(await screen.findByText('Use at most 64 characters.')).toBeVisible();
    expect(server.sent('CreateApiKey')).toHaveLength(0);
  });

  it('without a model asks for one, and sends nothing', async () => {
    const { user, server } = await openForm();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'prod-web');
    await press(user, 'Create');

    expect(await screen.findByText('Choose at least one model, or select "All models".')).toBeVisible();
    expect(server.sent('CreateApiKey')).toHaveLength(0);
  });

  it('warns of a name that another key has, without forbidding it', async () => {
    const { user, server } = await openForm(
      fakeServer({ apiKeys: [sampleApiKey({ id: 'key-1', name: 'prod-web' })] }),
    );
    await fillIn(user);

    expect(await screen.findByText('You already have a key with this name.')).toBeVisible();
    await press(user, 'Create');

    await screen.findByRole('dialog', { name: 'Save your API key' });
    expect(server.sent('CreateApiKey')).toHaveLength(1);
  });

  it('asks before what was entered is thrown away', async () => {
    const { user } = await openForm();
    await fillIn(user);

    await press(user, 'Cancel');
    const question = await screen.findByRole('alertdialog', { name: 'Discard this new key?' });
    await user.click(within(question).getByRole('button', { name: 'Keep editing' }));
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expectInputKept();
    await press(user, 'Cancel');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));

    await waitFor(() => expect(window.location.pathname).toBe('/account/keys'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('what is sent', () => {
  it('is the trimmed name and the ticked models, never both kinds of permission', async () => {
    const { user, server } = await openForm();
    await fillIn(user, '  prod-web ');
    await user.click(screen.getByRole('checkbox', { name: 'Verse' }));
    await press(user, 'Create');
    await screen.findByRole('dialog', { name: 'Save your API key' });

    expect(server.sent('CreateApiKey')).toEqual([
      { input: { name: 'prod-web', modelIds: ['acme/quick', 'lumen/verse'] } },
    ]);
  });

  it('is all models without a list, also when some were ticked before', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    await user.click(screen.getByRole('radio', { name: 'All models, including future ones' }));
    await press(user, 'Create');
    await screen.findByRole('dialog', { name: 'Save your API key' });

    expect(server.sent('CreateApiKey')).toEqual([{ input: { name: 'prod-web', allModels: true } }]);
  });

  it('is every model of a small catalogue, which begins ticked', async () => {
    const models = [sampleModel('acme/quick', 'Quick'), sampleModel('acme/gone', 'Gone', false)];
    const { user, server } = await openForm(fakeServer({ models }));
    expect(screen.queryByRole('checkbox', { name: 'Gone' })).not.toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'prod-web');
    await press(user, 'Create');
    await screen.findByRole('dialog', { name: 'Save your API key' });

    expect(server.sent('CreateApiKey')).toEqual([{ input: { name: 'prod-web', modelIds: ['acme/quick'] } }]);
  });

  it('goes once, however often Create is pressed', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    const release = server.hold('CreateApiKey');
    await press(user, 'Create');
    const busy = await screen.findByRole('button', { name: 'Creating…' });
    await user.click(busy);
    await user.click(busy);
    release();

    await screen.findByRole('dialog', { name: 'Save your API key' });
    expect(server.sent('CreateApiKey')).toHaveLength(1);
  });
});

describe('a refusal of the server keeps what was entered and says', () => {
  it.each([
    ['KEY_LIMIT_REACHED' as const, 'You have 50 of 50 keys. Revoke one you no longer use to create another.'],
    [
      'PAID_PLAN_REQUIRED' as const,
      "Please ensure your account is subscribed to a paid plan. If you don't have one, please contact us.",
    ],
    ['RATE_LIMITED' as const, 'Too many requests. Try again in a moment.'],
    ['INTERNAL' as const, 'Something went wrong on our side.'],
    ['UNAUTHENTICATED' as const, 'Your session has ended. Sign in again; what you entered here is kept.'],
  ])('%s at the top of the dialog, with the reference', async (code, text) => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'refused', code, requestId: 'req-31' });
    await press(user, 'Create');

    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert).toHaveTextContent(text);
    expect(alert).toHaveTextContent('Reference: req-31');
    expectInputKept();
  });

  it('how long to wait, and counts down on the button', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'tooMany', retryAfter: 4 });
    await press(user, 'Create');

    const dialog = within(screen.getByRole('dialog'));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Too many requests. Try again in 4 seconds.');
    const waiting = dialog.getByRole('button', { name: /^Try again in \d seconds?$/ });
    await user.click(waiting);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), '{Control>}{Enter}{/Control}{Enter}');
    expect(server.sent('CreateApiKey')).toHaveLength(1);
    server.recover('CreateApiKey');
    await user.click(await dialog.findByRole('button', { name: 'Create' }, { timeout: 8_000 }));

    await screen.findByRole('dialog', { name: 'Save your API key' });
    expect(server.sent('CreateApiKey')).toHaveLength(2);
  });

  it('MODEL_NOT_AVAILABLE at the models, and asks for the catalogue anew', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'refused', code: 'MODEL_NOT_AVAILABLE' });
    server.facts.models = SAMPLE_MODELS.map((model) => ({
      ...model,
      isAvailable: model.id !== 'acme/quick',
    }));
    await press(user, 'Create');

    expect(
      await screen.findByText('A model you chose is no longer available. Remove it to continue.'),
    ).toBeVisible();
    expect(await screen.findByRole('checkbox', { name: 'No longer available: Quick' })).toBeChecked();
    expect(within(screen.getByRole('dialog')).queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('prod-web');
  });

  it('INVALID_INPUT at the field that it names', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'refused', code: 'INVALID_INPUT', field: 'input.name' });
    await press(user, 'Create');

    const name = screen.getByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(name).toHaveAccessibleDescription('This was not accepted. Please change it.'));
    expect(name).toHaveFocus();
    expectInputKept();
  });

  it('that nobody knows whether the key exists when the server is out of reach', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'unreachable' });
    await press(user, 'Create');

    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert).toHaveTextContent(
      "We couldn't reach the server. Your key may or may not have been created. Check the list before you try again.",
    );
    expect(within(alert).getByRole('button', { name: 'Check list' })).toBeVisible();
    expectInputKept();
  });

  it('nothing any more once a second try succeeds', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    server.fail('CreateApiKey', { kind: 'refused', code: 'INTERNAL' });
    await press(user, 'Create');
    await within(screen.getByRole('dialog')).findByRole('alert');
    server.recover('CreateApiKey');
    await press(user, 'Create');

    expect(await screen.findByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
  });
});

describe('the catalogue', () => {
  it('that could not be loaded is asked for again on request', async () => {
    const server = fakeServer();
    server.fail('Models', { kind: 'unreachable' });
    const { user } = renderPage('/account/keys/new', { server });

    const dialog = await screen.findByRole('dialog', { name: 'Create New API Key' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent("We couldn't load the models.");
    server.recover('Models');
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('checkbox', { name: 'Quick' })).toBeVisible();
  });
});

describe('the secret', () => {
  it('is shown once, with the warning, and the title has the focus', async () => {
    await createKey();

    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveAttribute('readonly');
    expect(screen.getByRole('heading', { name: 'Save your API key' })).toHaveFocus();
    expect(screen.getByRole('dialog')).toHaveTextContent('"prod-web" was created.');
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'The API key is only visible and can be copied once at creation.',
    );
  });

  it('can be copied, and Done then closes without a question', async () => {
    const { user } = await createKey();

    await press(user, 'Copy');
    expect(await screen.findByText('API key copied')).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe(SAMPLE_SECRET);
    await press(user, 'Done');

    expect(await screen.findByText('API key created.')).toBeVisible();
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(await screen.findByRole('row', { name: /^prod-web/ })).toHaveFocus();
  });

  it('can be copied on a page without a clipboard', async () => {
    const { user } = await createKey();
    let copied = '';
    takeClipboardAway(() => {
      const field = document.activeElement;
      if (field instanceof HTMLTextAreaElement) copied = field.value;
      return copied !== '';
    });

    await press(user, 'Copy');

    expect(await screen.findByText('API key copied')).toBeInTheDocument();
    expect(copied).toBe(SAMPLE_SECRET);
    await press(user, 'Done');
    await waitFor(() => expect(window.location.pathname).toBe('/account/keys'));
  });

  it('is selected to be copied by hand where copying is blocked, and still asks before it goes', async () => {
    const { user } = await createKey();
    takeClipboardAway(() => false);

    await press(user, 'Copy');

    expect(await screen.findByText(/^Copying is blocked here\. Press Ctrl\+C/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveFocus();
    await press(user, 'Done');
    expect(await screen.findByRole('alertdialog')).toBeVisible();
  });

  it.each([
    ['Done', (user: User) => press(user, 'Done')],
    ['the cross', (user: User) => press(user, 'Close')],
    ['Escape', (user: User) => user.keyboard('{Escape}')],
  ])('is not lost by %s: a question comes first, and Go back keeps it', async (_way, leave) => {
    const { user } = await createKey();

    await leave(user);

    const question = await screen.findByRole('alertdialog', {
      name: "You won't be able to see this key again",
    });
    const goBack = within(question).getByRole('button', { name: 'Go back' });
    await waitFor(() => expect(goBack).toHaveFocus());
    await user.click(goBack);
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
    expect(window.location.pathname).toBe('/account/keys/new');
  });

  it('is not lost by the Back button of the browser either', async () => {
    const { user } = renderPage('/account/keys');
    await user.click(await screen.findByRole('button', { name: 'Create New API Key' }));
    await screen.findByRole('textbox', { name: 'Name' });
    await fillIn(user);
    await press(user, 'Create');
    await screen.findByRole('textbox', { name: 'API key' });

    act(() => window.history.back());

    const question = await screen.findByRole('alertdialog');
    expect(question).toHaveTextContent('Make sure you saved it.');
    await user.click(within(question).getByRole('button', { name: 'Go back' }));
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(screen.getByRole('textbox', { name: 'API key' })).toHaveValue(SAMPLE_SECRET);
    expect(window.location.pathname).toBe('/account/keys/new');
  });

  it('goes when one insists', async () => {
    const { user } = await createKey();

    await press(user, 'Done');
    await user.click(await screen.findByRole('button', { name: 'Close anyway' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(window.location.pathname).toBe('/account/keys');
  });

  it('is nowhere once the dialog is closed', async () => {
    const page = await createKey();
    expect(everythingKept(page)).toContain(SAMPLE_SECRET);

    await press(page.user, 'Done');
    await page.user.click(await screen.findByRole('button', { name: 'Close anyway' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());

    expect(everythingKept(page)).toContain('prod-web');
    expect(everythingKept(page)).not.toContain(SAMPLE_SECRET);
  });

  it('is in no store of the browser even while it is on the screen', async () => {
    const { client } = await createKey();

    const stores = JSON.stringify([client.cache.extract(), { ...localStorage }, { ...sessionStorage }]);
    expect(stores).toContain('prod-web');
    expect(stores).not.toContain(SAMPLE_SECRET);
  });
});

describe('limits', () => {
  it('are sent as they were filled in', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    await press(user, 'More options');
    await user.type(await screen.findByRole('textbox', { name: 'Requests per minute' }), '60');
    await user.type(screen.getByRole('textbox', { name: 'Cost per month (USD)' }), '25.50');
    await press(user, 'Create');

    await screen.findByRole('dialog', { name: 'Save your API key' });
    expect(server.sent('CreateApiKey')[0]).toMatchObject({
      input: { limits: { requestsPerMinute: 60, monthlyCost: '25.50' } },
    });
  });

  it('that cannot be are refused with their rule, and nothing is sent', async () => {
    const { user, server } = await openForm();
    await fillIn(user);
    await press(user, 'More options');
    const field = await screen.findByRole('textbox', { name: 'Requests per minute' });
    await user.type(field, '0');
    await press(user, 'Create');

    await waitFor(() => expect(field).toHaveAccessibleDescription('Use a whole number from 1 to 1,000,000.'));
    expect(server.sent('CreateApiKey')).toHaveLength(0);
  });
});

describe('where the operator lets keys live at most 30 days', () => {
  it('offers no more, says the rule, and begins with all of it', async () => {
    const { user, server } = await openForm(fakeServer({ apiKeyMaxLifetimeDays: 30 }));
    expect(screen.getByText(/Your administrator allows at most 30 days\./)).toBeVisible();
    await user.click(screen.getByRole('combobox', { name: 'Expiration' }));
    const offered = (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
    await user.keyboard('{Escape}');
    await fillIn(user);
    await press(user, 'Create');

    expect(offered).toEqual(['7 days', '30 days', 'Custom…']);
    await screen.findByRole('dialog', { name: 'Save your API key' });
    expect(server.sent('CreateApiKey')[0]).toHaveProperty('input.expiresAt');
  });
});

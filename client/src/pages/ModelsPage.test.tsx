import { screen, waitFor, within } from '@testing-library/react';
import { fakeServer } from '../testing/fakeServer';
import { renderPage } from '../testing/renderPage';
import { SAMPLE_MODELS, sampleModel } from '../testing/sampleAccount';

function openCatalogue(address = '/models') {
  const old = { ...sampleModel('lumen/old', 'Old', false), inputPrice: null, outputPrice: null };
  return renderPage(address, { server: fakeServer({ models: [...SAMPLE_MODELS, old] }) });
}

function address(): string {
  return decodeURIComponent(window.location.pathname + window.location.search);
}

it('lists each model with its kind, its context and its prices, by provider', async () => {
  openCatalogue();

  const table = within(await screen.findByRole('table', { name: 'Models and prices' }));
  expect(screen.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
  expect(table.getByRole('row', { name: 'Acme' })).toBeVisible();
  expect(table.getByRole('row', { name: /^Quick acme\/quick Chat 400K \$1\.25 \$10\.00$/i })).toBeVisible();
  expect(
    table.getByRole('row', { name: /^Old No longer available lumen\/old Chat 400K — —$/i }),
  ).toBeVisible();
});

it('is searched and filtered, in the address, and says when nothing fits', async () => {
  const { user } = openCatalogue('/models?provider=lumen');
  await screen.findByRole('button', { name: 'Verse' });
  expect(screen.queryByRole('button', { name: 'Quick' })).not.toBeInTheDocument();

  await user.type(screen.getByRole('searchbox', { name: 'Search models' }), 'quick');
  expect(await screen.findByText('No models match these filters.')).toBeVisible();
  expect(address()).toBe('/models?q=quick&provider=lumen');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));

  expect(await screen.findByRole('button', { name: 'Quick' })).toBeVisible();
  expect(address()).toBe('/models');
});

it('opens a model with an id to copy, samples that can be pasted, its usage and a key for it', async () => {
  const { user } = openCatalogue();
  await user.click(await screen.findByRole('button', { name: 'Quick' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Quick' }));
  expect(address()).toBe('/models?model=acme/quick');

  await user.click(dialog.getByRole('button', { name: 'Copy the id of the model' }));
  expect(await navigator.clipboard.readText()).toBe('acme/quick');
  await user.click(dialog.getByRole('tab', { name: 'Python' }));
  await user.click(dialog.getByRole('button', { name: 'Copy the sample' }));
  expect(await navigator.clipboard.readText()).toContain('base_url="https://gateway.example.com/v1"');
  expect(dialog.getByRole('link', { name: 'Usage of this model' })).toHaveAttribute(
    'href',
    '/account/usage?models=acme%2Fquick',
  );
  await user.click(dialog.getByRole('link', { name: 'Create a key for this model' }));

  const box = await screen.findByRole('checkbox', { name: /^Quick/ });
  expect(box).toBeChecked();
  expect(screen.getByRole('checkbox', { name: /^Deep/ })).not.toBeChecked();
});

it('says that a model is gone and offers no key for it', async () => {
  openCatalogue('/models?model=lumen/old');

  const dialog = within(await screen.findByRole('dialog', { name: 'Old' }));
  expect(dialog.getByText(/no upstream serves it any more/i)).toBeVisible();
  expect(dialog.queryByRole('link', { name: 'Create a key for this model' })).not.toBeInTheDocument();
});

it('says when the catalogue could not be loaded, and tries again', async () => {
  const server = fakeServer();
  server.fail('Models', { kind: 'unreachable' });
  const { user } = renderPage('/models', { server });

  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent("We couldn't load the models.");
  server.recover('Models');
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));

  await waitFor(() => expect(screen.getByRole('table')).toBeVisible());
});

import { screen, waitFor } from '@testing-library/react';
import { SAMPLE_SECRET } from '../../testing/fakeAccount';
import { renderPage } from '../../testing/renderPage';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

async function createKey(publicUrl: string) {
  const page = renderPage('/account/keys/new', { config: { publicUrl } });
  await page.user.type(await screen.findByRole('textbox', { name: 'Name' }), 'prod-web');
  await page.user.click(screen.getByRole('radio', { name: 'All models, including future ones' }));
  await page.user.click(screen.getByRole('button', { name: 'Create' }));
  await screen.findByRole('dialog', { name: 'Save your API key' });
  return page;
}

function gatewayAnswers(status: number, body: unknown): jest.Mock {
  const ask = jest.fn(async () => ({ ok: status < 400, status, json: async () => body }));
  Object.defineProperty(globalThis, 'fetch', { configurable: true, writable: true, value: ask });
  return ask;
}

describe('Test key', () => {
  it('asks the gateway with the new key, and says how many models it may call', async () => {
    const ask = gatewayAnswers(200, { data: [{}, {}, {}] });
    const { user } = await createKey(window.location.origin);

    await user.click(screen.getByRole('button', { name: 'Test key' }));

    expect(await screen.findByText('Works: 3 models available')).toBeVisible();
    expect(ask).toHaveBeenCalledWith(
      `${window.location.origin}/v1/models`,
      expect.objectContaining({ headers: { authorization: `Bearer ${SAMPLE_SECRET}` } }),
    );
  });

  it('passes on why the gateway refused', async () => {
    gatewayAnswers(401, { error: { message: 'Incorrect API key provided.' } });
    const { user } = await createKey(window.location.origin);

    await user.click(screen.getByRole('button', { name: 'Test key' }));

    expect(await screen.findByText('Incorrect API key provided.')).toBeVisible();
  });

  it('admits that a test did not go through', async () => {
    gatewayAnswers(502, 'not an error of ours');
    const { user } = await createKey(window.location.origin);

    await user.click(screen.getByRole('button', { name: 'Test key' }));

    await waitFor(() =>
      expect(screen.getByText("The test didn't go through. Try again in a moment.")).toBeVisible(),
    );
  });

  it('is not offered where the gateway is another site, which the browser would not ask', async () => {
    await createKey('https://gateway.example.com');

    expect(screen.queryByRole('button', { name: 'Test key' })).not.toBeInTheDocument();
  });
});

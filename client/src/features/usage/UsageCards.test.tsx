import { screen, within } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { SAMPLE_MODELS, sampleApiKey, sampleUsage } from '../../testing/sampleAccount';

const PROD = sampleApiKey({ id: 'key-prod', name: 'prod-web' });
const model = SAMPLE_MODELS[0] ?? null;
const used = sampleUsage({ inputTokens: 5_900_004, outputTokens: 1_400_001, cost: '21.38' });

function accountThatUsedOneKey() {
  return fakeServer({
    apiKeys: [PROD],
    usage: () => ({ rows: [{ bucketStart: null, model, apiKey: PROD, usage: used }], total: used }),
  });
}

describe('on a phone', () => {
  beforeEach(() => {
    window.innerWidth = 360;
  });

  it('each model is a card with its numbers, and the sum comes last', async () => {
    renderPage('/account/usage', { server: accountThatUsedOneKey() });

    const cards = await screen.findByRole('region', { name: 'Usage by model and API key' });
    const [first, last] = [
      within(cards).getAllByRole('listitem')[0],
      within(cards).getAllByRole('listitem').at(-1),
    ];
    expect(first).toHaveTextContent(
      /Quick.*Input tokens5,900,004.*Output tokens1,400,001.*Total usage7,300,005.*Cost\$21\.38.*Share100%/,
    );
    expect(last).toHaveTextContent(/^Total.*7,300,005/);
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('the keys of a model open on request', async () => {
    const { user } = renderPage('/account/usage', { server: accountThatUsedOneKey() });
    const button = await screen.findByRole('button', { name: 'Show what makes up Quick' });
    expect(screen.queryByText('prod-web')).not.toBeVisible();

    await user.click(button);

    expect(screen.getByText('prod-web')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Hide what makes up Quick' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
  });
});

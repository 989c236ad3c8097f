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

  it('the keys of a model open on request, many of them in two steps', async () => {
    const keys = Array.from({ length: 30 }, (_, n) =>
      sampleApiKey({ id: `key-${n}`, name: `service-${n}.` }),
    );
    const rows = keys.map((apiKey) => ({ bucketStart: null, model, apiKey, usage: used }));
    const server = fakeServer({
      usage: ({ groupBy }) => ({
        rows: groupBy?.length === 2 ? rows : [{ bucketStart: null, model, apiKey: null, usage: used }],
        total: used,
      }),
    });
    const { user } = renderPage('/account/usage', { server });
    await user.click(await screen.findByRole('button', { name: 'Show what makes up Quick' }));
    expect(screen.queryByText('service-29.')).not.toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Show all 30' }));

    expect(screen.getByText('service-29.')).toBeVisible();
  });

  it('the keys of a model are folded away again', async () => {
    const { user } = renderPage('/account/usage', { server: accountThatUsedOneKey() });
    const button = await screen.findByRole('button', { name: 'Show what makes up Quick' });
    expect(screen.queryByText('prod-web')).not.toBeInTheDocument();

    await user.click(button);

    expect(screen.getByText('prod-web')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Hide what makes up Quick' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await user.click(screen.getByRole('button', { name: 'Hide what makes up Quick' }));
    expect(screen.queryByText('prod-web')).not.toBeInTheDocument();
  });
});

import { screen } from '@testing-library/react';
import { fakeServer } from '../../testing/fakeServer';
import { renderPage } from '../../testing/renderPage';
import { SAMPLE_MODELS, sampleApiKey, sampleUsage } from '../../testing/sampleAccount';

jest.mock('@mui/x-charts/BarChart', () => ({
  BarChart: () => {
    throw new Error('There is no place to draw on.');
  },
}));

it('a chart that cannot be drawn leaves the table with the same numbers', async () => {
  // React reports what a boundary caught.
  const reported = jest.spyOn(console, 'error').mockImplementation(() => {});
  const total = sampleUsage({ inputTokens: 60, outputTokens: 40 });
  const row = {
    bucketStart: null,
    model: SAMPLE_MODELS[0] ?? null,
    apiKey: sampleApiKey({ id: 'k', name: 'prod-web' }),
    usage: total,
  };

  renderPage('/account/usage', { server: fakeServer({ usage: () => ({ rows: [row], total }) }) });

  expect(
    await screen.findByText("The chart couldn't be drawn. The table below has the same numbers."),
  ).toBeVisible();
  expect(screen.getByRole('row', { name: /^Total .*100/ })).toBeVisible();
  expect(reported).toHaveBeenCalled();
  reported.mockRestore();
});

import { colorOf, seriesColors } from './seriesColors';
import { OTHER, UNKNOWN } from './usageSeries';

const ids = (count: number) => Array.from({ length: count }, (_, place) => `model-${place}`);

it('gives a series the same colour whoever else is in the chart', () => {
  const alone = colorOf(seriesColors(['openai/gpt-5']), 'openai/gpt-5');

  expect(colorOf(seriesColors(['zeta', 'openai/gpt-5'].reverse()), 'openai/gpt-5')).toBe(alone);
});

it('gives the same colours in whatever order the series come', () => {
  const forwards = seriesColors(ids(10));
  const backwards = seriesColors(ids(10).reverse());

  expect([...backwards].sort()).toEqual([...forwards].sort());
});

it('gives no two series of one chart the same colour', () => {
  const colors = seriesColors(ids(10));

  expect(new Set(colors.values()).size).toBe(10);
});

it('still gives every series a colour when there are more series than colours', () => {
  const colors = seriesColors(ids(30));

  expect(ids(30).every((id) => /^#[0-9a-f]{6}$/.test(colorOf(colors, id)))).toBe(true);
});

it('leaves grey to what is no series of its own', () => {
  const colors = seriesColors([OTHER, UNKNOWN, 'openai/gpt-5']);

  expect(colorOf(colors, OTHER)).toBe(colorOf(colors, UNKNOWN));
  expect(colorOf(colors, OTHER)).not.toBe(colorOf(colors, 'openai/gpt-5'));
});

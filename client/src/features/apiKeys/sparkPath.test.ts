import { sparkPath } from './sparkPath';

it('draws the highest to the top, a little as something, and nothing as the ground', () => {
  expect(sparkPath([100, 1, 0], 30, 16)).toBe('M0 16v-16h8v16zM10 16v-3h8v3zM20 16v-1h8v1z');
});

it('draws a key without usage as a line on the ground', () => {
  expect(sparkPath([0, 0], 20, 16)).toBe('M0 16v-1h8v1zM10 16v-1h8v1z');
  expect(sparkPath([], 20, 16)).toBe('');
});

import { nodeProblem } from './nodeProblem.mjs';

describe('the version of Node.js', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.13.0', 'v22.23.3', 'v24.11.0', 'v25.0.0', 'v30.1.2'])(
    'fits: %s',
    (version) => {
      expect(nodeProblem(version)).toBeNull();
    },
  );

  it.each(['v12.22.0', 'v18.20.4', 'v20.18.3', 'v21.7.3', 'v22.12.0', 'v23.11.0', 'v24.10.0'])(
    'is refused in a sentence that names it and what fits: %s',
    (version) => {
      expect(nodeProblem(version)).toBe(
        `Keymeter needs Node.js 20.19 or newer (20.19, 22.13, 24.11 or later of these lines); this is ${version}.`,
      );
    },
  );

  it('fits what package.json asks for', () => {
    const { engines } = require('../../package.json');

    expect(engines.node).toBe('^20.19.0 || ^22.13.0 || >=24.11.0');
  });
});

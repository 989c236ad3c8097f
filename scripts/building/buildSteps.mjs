/**
 * What is built, in this order, and what each part is made from. `folder` has its result in `dist`.
 *
 * @typedef {{name: string, folder: string, inputs: readonly string[]}} BuildStep
 * @type {readonly BuildStep[]}
 */
export const BUILD_STEPS = [
  { name: 'shared', folder: 'shared', inputs: ['shared/src', 'shared/package.json', 'server/.swcrc'] },
  { name: 'server', folder: 'server', inputs: ['server/src', 'server/package.json', 'server/.swcrc'] },
  {
    name: 'dashboard',
    folder: 'client',
    inputs: [
      'client/src',
      'client/public',
      'client/index.html',
      'client/package.json',
      'client/tsconfig.json',
      'client/vite.config.ts',
      'client/firstLoadBudget.ts',
      'client/codegen.ts',
      'shared/src',
      'server/schema.graphql',
    ],
  },
];

/** Every part is made by the installed tools. */
export const COMMON_INPUTS = ['package-lock.json', 'tsconfig.base.json'];

/** Made from the other inputs while building. */
export function isGenerated(file) {
  return file.startsWith('client/src/graphql/');
}

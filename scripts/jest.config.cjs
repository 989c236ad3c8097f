/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  rootDir: '.',
  testMatch: ['<rootDir>/**/*.test.mjs'],
  // Node 20's jest cannot load ES modules by itself.
  transform: {
    '^.+\\.mjs$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleFileExtensions: ['mjs', 'cjs', 'js', 'json'],
  maxWorkers: 2,
  testTimeout: 30000,
};

const { readFileSync } = require('node:fs');
const path = require('node:path');

/** Packages that ship ES modules only: Node 20's jest cannot require them, so swc turns them into CommonJS. */
const esModules = [
  'better-auth',
  '@better-auth/.*',
  'better-call',
  '@better-fetch/.*',
  'nanostores',
  'jose',
  '@noble/.*',
  'defu',
  'rou3',
  'uncrypto',
  'set-cookie-parser',
  'kysely',
];
const swcrc = JSON.parse(readFileSync(path.join(__dirname, '.swcrc'), 'utf8'));
delete swcrc.$schema;

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  rootDir: 'src',
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.(t|j|mj)sx?$': ['@swc/jest', { ...swcrc, swcrc: false }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  moduleNameMapper: { '^@keymeter/shared$': '<rootDir>/../../shared/src/index.ts' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/globalSetup.ts',
  globalTeardown: '<rootDir>/test/globalTeardown.ts',
  // One more than the cores of a small machine: many tests wait for processes, leases and deadlines.
  maxWorkers: 3,
  testTimeout: 60000,
};

// Lets `node -r ./scripts/swc-register.cjs` load this project's TypeScript with its decorators, shared/ from its
// sources, so that nothing has to be built before.
const Module = require('node:module');
const path = require('node:path');
const { transformFileSync } = require('@swc/core');

const configFile = path.join(__dirname, '../server/.swcrc');
require.extensions['.ts'] = (module, file) =>
  module._compile(transformFileSync(file, { configFile, sourceMaps: 'inline' }).code, file);

const shared = path.join(__dirname, '../shared/src/index.ts');
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  request === '@keymeter/shared' ? shared : resolve(request, ...rest);

import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedFiles } from './compressedFiles.ts';
import { firstLoadBudget } from './firstLoadBudget.ts';

const shared = path.join(import.meta.dirname, '../shared/src/index.ts');
const server = process.env.KEYMETER_URL ?? 'http://127.0.0.1:4000';
const serverRoutes = ['/graphql', '/api', '/v1', '/config.json', '/usage.csv'];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    compressedFiles(),
    firstLoadBudget({ limitKb: 200, shownLater: [/x-charts/, /graphiql/, /monaco/] }),
  ],
  resolve: { alias: { '@keymeter/shared': shared } },
  build: {
    // Everything is its own file, so that `script-src 'self'` and `font-src 'self'` are enough.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What every page begins with comes as one file, and so does what several pages are made of: they pack better
      // than eighty small ones, and are asked for at once.
      output: {
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 2 },
            {
              name: 'parts',
              test: /node_modules\/@mui\/(material|system|utils)\/|client\/src\/(ui|lib)\//,
              minShareCount: 4,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: Object.fromEntries(serverRoutes.map((route) => [route, server])) },
});

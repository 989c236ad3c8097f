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
      // What every page begins with comes as one file: it packs better than twenty, and asks less often.
      output: { codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] } },
    },
  },
  server: { proxy: Object.fromEntries(serverRoutes.map((route) => [route, server])) },
});

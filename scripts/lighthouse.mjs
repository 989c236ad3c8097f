// Measures the dashboard in the packaged Chromium: Lighthouse on three pages, and long tasks while one works with much.

import { browserTables } from './measuring/browserTables.mjs';
import { measureBrowser } from './measuring/measureBrowser.mjs';
import { optionsFrom } from './running/optionsFrom.mjs';

const HELP = `
npm run lighthouse: measures the dashboard in a browser, on a server of its own with a demo account.

Lighthouse looks at sign-in, My API Keys and My usage; then tasks above 100 ms are counted while one searches 10,000 keys
and shows a thousand rows of usage. Prints tables; fails only when something could not be measured. Run \`npm run build\`
first. Takes about three minutes.

  --mobile    as a slow phone instead of a desk
  --json      one JSON document instead of tables
  --runs=N    Lighthouse runs for each page, the median counts (default 3)
`;

const options = optionsFrom(HELP, ['--mobile', '--json', '--runs=']);
const report = await measureBrowser({
  isMobile: options.mobile === true,
  runs: Number(options.runs ?? 3),
  say: (line) => process.stderr.write(`  ${line}\n`),
});
process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${browserTables(report)}\n`);

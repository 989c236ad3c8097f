// Measures the dashboard in the packaged Chromium: Lighthouse on three pages, and long tasks while one works with much.

import { browserSection, writeBrowserSection } from './measuring/browserReport.mjs';
import { measureBrowser } from './measuring/measureBrowser.mjs';
import { optionsFrom } from './running/optionsFrom.mjs';

const HELP = `
npm run lighthouse: measures the dashboard in a browser, on a server of its own with a demo account.

Lighthouse looks at sign-in, My API Keys and My usage; then tasks above 100 ms are counted while one searches 10,000 keys
and shows a thousand rows of usage. Writes the section of the dashboard in docs/benchmarks.md; fails only when something
could not be measured. Run \`npm run build\` first, on a machine that does nothing else. Takes about three minutes.

  --print     prints the section and writes nothing
  --mobile    as a slow phone instead of a desk; writes nothing
  --json      one JSON document; writes nothing
  --runs=N    Lighthouse runs for each page, the median counts (default 3)
`;

const options = optionsFrom(HELP, ['--print', '--mobile', '--json', '--runs=']);
const report = await measureBrowser({
  isMobile: options.mobile === true,
  runs: Number(options.runs ?? 3),
  say: (line) => process.stderr.write(`  ${line}\n`),
});
const section = browserSection(report);
if (!options.print && !options.mobile && !options.json) writeBrowserSection(section);
process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `${section}\n`);

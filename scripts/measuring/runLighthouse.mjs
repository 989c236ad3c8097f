import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';

const PAGES = [
  ['Sign-in', '/sign-in'],
  ['My API Keys', '/account/keys'],
  ['My usage', '/account/usage'],
];

const MAX_LOAD_MS = 15_000;

/** The scores of each page, of the run with the middle performance. Sign-in is looked at without the session. */
export async function runLighthouse({ server, browser, isMobile, runs, say }) {
  const session = await browser.page.context().cookies();
  const scores = [];
  for (const [name, path] of PAGES) {
    say(`Lighthouse: ${name}`);
    await browser.page.context().clearCookies();
    if (path !== '/sign-in') await browser.page.context().addCookies(session);
    const results = [];
    for (let run = 0; run < runs; run += 1) {
      results.push(await scoreOf(name, `${server.url}${path}`, { port: browser.port, isMobile }));
    }
    results.sort((one, other) => one.performance - other.performance);
    scores.push(results[Math.floor(results.length / 2)]);
  }
  return scores;
}

async function scoreOf(page, url, { port, isMobile }) {
  const flags = {
    port,
    logLevel: 'error',
    // The stream of live changes stays open: no network comes to rest behind it, however long one waits.
    maxWaitForLoad: MAX_LOAD_MS,
    output: 'json',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  };
  const result = await lighthouse(url, flags, isMobile ? undefined : desktop);
  if (!result || result.lhr.runtimeError) {
    throw new Error(`${page} could not be measured: ${result?.lhr.runtimeError?.message ?? 'no answer'}`);
  }
  const { categories, audits, finalDisplayedUrl } = result.lhr;
  if (new URL(finalDisplayedUrl).pathname !== new URL(url).pathname) {
    throw new Error(`${page} led elsewhere: ${finalDisplayedUrl}`);
  }
  const score = (name) => Math.round((categories[name].score ?? 0) * 100);
  const value = (name) => Math.round(audits[name].numericValue ?? 0);
  const failing = ['accessibility', 'best-practices'].flatMap((name) =>
    categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && audits[id].score === 0)
      .map(({ id }) => id),
  );
  return {
    page,
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    lcpMs: value('largest-contentful-paint'),
    tbtMs: value('total-blocking-time'),
    shift: Math.round((audits['cumulative-layout-shift'].numericValue ?? 0) * 1000) / 1000,
    transferKb: Math.round(value('total-byte-weight') / 1000),
    failing,
  };
}

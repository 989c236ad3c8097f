/** Longer than this, and a person feels it. */
const LONG_MS = 100;
/** A task is told after it has ended: the browser gets this long to come to rest. */
const REST_MS = 1_000;

const keysShow = (page) =>
  page
    .getByText(/service-/)
    .first()
    .waitFor();

/**
 * What one does, and how to see that it is done. Among a thousand rows elements are found by what they are in the document:
 * to find them by their role takes the browser longer than any task that is measured.
 */
const ACTIONS = [
  {
    action: 'search among 10,000 keys, key by key',
    path: '/account/keys',
    ready: keysShow,
    act: (page) => page.getByRole('searchbox').first().pressSequentially('service-77', { delay: 120 }),
    done: (page) => page.getByText('service-77', { exact: true }).first().waitFor(),
  },
  {
    action: 'next page of 10,000 keys',
    path: '/account/keys',
    ready: keysShow,
    act: (page) => page.getByRole('button', { name: 'Next' }).click(),
    done: (page) => page.getByRole('button', { name: 'Previous' }).and(page.locator(':enabled')).waitFor(),
  },
  {
    action: 'tick a key among 10,000',
    path: '/account/keys',
    ready: keysShow,
    act: (page) =>
      page
        .getByRole('checkbox', { name: /service-/ })
        .nth(3)
        .check(),
    done: (page) => page.getByText('1 selected', { exact: true }).waitFor(),
  },
  {
    action: 'tick a page of 100 keys',
    path: '/account/keys?size=100',
    ready: keysShow,
    act: (page) => page.getByRole('checkbox', { name: 'Select all keys on this page' }).check(),
    done: (page) => page.getByText('100 selected', { exact: true }).waitFor(),
  },
  {
    action: 'search among 500 models, key by key',
    path: '/account/keys/new',
    ready: (page) => page.getByRole('radio', { name: 'Selected models' }).check(),
    act: (page) =>
      page.getByRole('searchbox', { name: 'Search models' }).pressSequentially('model 77', { delay: 120 }),
    done: (page) => page.getByRole('checkbox', { name: 'Model 77' }).waitFor(),
  },
  {
    action: 'open 1,000 rows of usage',
    path: '/account/usage?range=today',
    ready: (page) => page.getByRole('table').waitFor(),
    act: (page) => page.locator('main button[aria-busy]').click(),
    done: (page) => page.locator('tbody tr').nth(999).waitFor(),
  },
  {
    action: 'sort 1,000 rows of usage',
    path: null,
    ready: async () => {},
    act: (page) => page.locator('thead th:nth-child(3) [role=button]').click(),
    done: (page) => page.waitForURL(/sort=-output/),
  },
  {
    action: 'search 1,000 rows of usage',
    path: null,
    ready: async () => {},
    act: (page) => page.locator('main input[type=search]').pressSequentially('model 77', { delay: 120 }),
    done: (page) => page.locator('tbody tr').nth(999).waitFor({ state: 'detached' }),
  },
];

/** The tasks above 100 ms that the browser told of while each action was under way. It reports and judges nothing. */
export async function tasksOfActions(page, url) {
  const report = [];
  // A stream of events stays open: with one the network is never idle.
  await page.route('**/graphql/stream', (route) => route.abort());
  for (const { action, path, ready, act, done } of ACTIONS) {
    if (path !== null) await page.goto(url + path);
    await ready(page);
    await page.waitForLoadState('networkidle');
    await page.evaluate(watchTasks);
    await act(page);
    await done(page);
    await page.waitForTimeout(REST_MS);
    const tasks = await page.evaluate(() => globalThis.longTasks);
    report.push({
      action,
      longTasks: tasks.filter((ms) => ms > LONG_MS).length,
      longest: Math.round(Math.max(0, ...tasks)),
    });
  }
  return report;
}

/** Runs in the page: tasks above 50 ms are all that browsers tell of. */
function watchTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    globalThis.longTasks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: 'longtask' });
}

import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import '../swc-register.cjs';

const { askTable, reportText, writeSection } = createRequire(import.meta.url)(
  '../../server/src/test/bench/benchReport.ts',
);

/** What pages are asked to score at least, and how long a task may be while one works. */
const ASKED_SCORE = 95;
const ASKED_TASK_MS = 100;

/**
 * @typedef {{ page: string, performance: number, accessibility: number, bestPractices: number, lcpMs: number, tbtMs: number, shift: number, transferKb: number, failing: string[] }} PageScore
 * @typedef {{ action: string, longest: number, longTasks: number }} ActionTasks
 * @typedef {{ chromium: string, pages: PageScore[], actions: ActionTasks[] }} BrowserReport
 */

/** Both measurements as a section of Markdown, for the terminal and for docs/benchmarks.md. */
export function browserSection(/** @type {BrowserReport} */ report) {
  const tables = [
    {
      ...askTable(asks(report)),
      note: 'A machine that is busy with something else shows it here first.',
    },
    pagesTable(report),
    actionsTable(report),
  ];
  return reportText(
    { name: 'browser', title: 'The dashboard', tables },
    machine(report),
    'npm run lighthouse',
  );
}

/** Puts the section into docs/benchmarks.md. */
export function writeBrowserSection(section) {
  writeSection('browser', section);
}

function asks({ pages, actions }) {
  const scores = pages.map((page) => {
    const lowest = Math.min(page.performance, page.accessibility, page.bestPractices);
    return {
      what: `${page.page}, the lowest of its three scores`,
      asked: `≥ ${ASKED_SCORE}`,
      measured: String(lowest),
      isMet: lowest >= ASKED_SCORE,
    };
  });
  const longest = Math.max(...actions.map((action) => action.longest));
  const tasks = {
    what: 'the longest task while one works',
    asked: `≤ ${ASKED_TASK_MS} ms`,
    measured: `${longest} ms`,
    isMet: longest <= ASKED_TASK_MS,
  };
  return [...scores, tasks];
}

function pagesTable({ pages }) {
  return {
    title: 'Lighthouse',
    note: 'As a desk with an empty cache, the run with the middle performance. Largest paint and what blocked in ms, moved is the layout shift, loaded is what came over the wire.',
    head: [
      'page',
      'performance',
      'accessibility',
      'best practices',
      'largest paint',
      'blocked',
      'moved',
      'loaded',
    ],
    rows: pages.map((page) => [
      page.page,
      String(page.performance),
      String(page.accessibility),
      String(page.bestPractices),
      `${page.lcpMs} ms`,
      `${page.tbtMs} ms`,
      String(page.shift),
      `${page.transferKb} kB`,
    ]),
  };
}

function actionsTable({ actions }) {
  return {
    title: 'Tasks while one works',
    note: 'Among 10,000 keys, 500 models and a question with 1,000 rows, at the normal speed of the processor. A browser tells of tasks above 50 ms only: 0 ms means that there was none.',
    head: ['action', 'tasks above 100 ms', 'longest task'],
    rows: actions.map(({ action, longTasks, longest }) => [action, String(longTasks), `${longest} ms`]),
  };
}

/** The machine and the moment, without names or paths. */
function machine({ chromium }) {
  const [cpu] = cpus();
  const memoryGiB = Math.round(totalmem() / 1_073_741_824);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memoryGiB} GiB, Node.js ${process.versions.node}, Chromium ${chromium}`;
}

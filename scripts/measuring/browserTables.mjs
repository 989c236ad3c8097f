/**
 * @typedef {{ page: string, performance: number, accessibility: number, bestPractices: number, lcpMs: number, tbtMs: number, transferKb: number }} PageScore
 * @typedef {{ action: string, longest: number, longTasks: number }} ActionTasks
 * @typedef {{ pages: PageScore[], actions: ActionTasks[] }} BrowserReport
 */

/** Both measurements as tables of Markdown, for the terminal and for docs/benchmarks.md. */
export function browserTables(/** @type {BrowserReport} */ { pages, actions }) {
  return [
    ...table(
      ['page', 'performance', 'accessibility', 'best practices', 'largest paint', 'blocked', 'loaded'],
      pages.map((page) => [
        page.page,
        page.performance,
        page.accessibility,
        page.bestPractices,
        `${page.lcpMs} ms`,
        `${page.tbtMs} ms`,
        `${page.transferKb} kB`,
      ]),
    ),
    '',
    ...table(
      ['action', 'tasks above 100 ms', 'longest task'],
      actions.map(({ action, longTasks, longest }) => [action, longTasks, `${longest} ms`]),
    ),
  ].join('\n');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

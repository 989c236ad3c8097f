import { durationText } from '../running/progressLine.mjs';

const HEADINGS = ['step', 'passed', 'failed', 'time', ''];

/** All steps with what they have counted, one a line. */
export function summaryTable(results) {
  const rows = results.map(({ step, passed, failed, tookMs, note }) => [
    step.label,
    String(passed),
    String(failed),
    durationText(tookMs),
    note,
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column].length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) => aligned(cell, widths[column], column))
      .join('  ')
      .trimEnd();
  return [HEADINGS, ...rows].map(line).join('\n');
}

/** The line that closes everything: the true sums. */
export function closingLine(results) {
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

function aligned(cell, width, column) {
  const isNumber = column > 0 && column < 4;
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}

/**
 * What a test runner has run, from the JSON that it wrote. Nothing that is missing, broken or empty counts as passed.
 *
 * @param {string | null} json null when it wrote none
 * @param {boolean} isOk whether the runner itself ended well
 * @returns {{passed: number, failed: number, note: string}}
 */
export function jestCounts(json, isOk) {
  const report = parsed(json);
  if (report === null) return { passed: 0, failed: 1, note: 'left no results' };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (report.numTotalTests === 0 && failed === 0) return { passed: 0, failed: 1, note: 'ran no test' };
  if (!isOk && failed === 0) return { passed, failed: 1, note: 'ended with a failure outside of its tests' };
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed, failed, note: skipped > 0 ? `${skipped} skipped` : '' };
}

function parsed(json) {
  try {
    const report = JSON.parse(json);
    const counts = ['numPassedTests', 'numFailedTests', 'numRuntimeErrorTestSuites', 'numTotalTests'];
    return counts.every((name) => Number.isInteger(report?.[name])) ? report : null;
  } catch {
    return null;
  }
}

import { jestCounts } from './jestCounts.mjs';

const report = (changed) =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numTotalTests: 5,
    numPendingTests: 0,
    numTodoTests: 0,
    ...changed,
  });

describe('what a test runner has run', () => {
  it.each([
    ['all passed', report({}), true, { passed: 5, failed: 0, note: '' }],
    [
      'some failed',
      report({ numFailedTests: 2, numTotalTests: 7 }),
      false,
      { passed: 5, failed: 2, note: '' },
    ],
    [
      'a file could not be run',
      report({ numRuntimeErrorTestSuites: 1 }),
      false,
      { passed: 5, failed: 1, note: '' },
    ],
    [
      'some were skipped',
      report({ numPendingTests: 3, numTotalTests: 8 }),
      true,
      { passed: 5, failed: 0, note: '3 skipped' },
    ],
    [
      'no test ran',
      report({ numPassedTests: 0, numTotalTests: 0 }),
      true,
      { passed: 0, failed: 1, note: 'ran no test' },
    ],
    [
      'it failed after its tests',
      report({}),
      false,
      { passed: 5, failed: 1, note: 'ended with a failure outside of its tests' },
    ],
    ['it wrote nothing', null, false, { passed: 0, failed: 1, note: 'left no results' }],
    [
      'it wrote nothing and says that all is well',
      null,
      true,
      { passed: 0, failed: 1, note: 'left no results' },
    ],
    [
      'its file was cut off',
      report({}).slice(0, 30),
      true,
      { passed: 0, failed: 1, note: 'left no results' },
    ],
    ['its file says something else', '{}', true, { passed: 0, failed: 1, note: 'left no results' }],
  ])('is counted truly when %s', (_case, json, isOk, counts) => {
    expect(jestCounts(json, isOk)).toEqual(counts);
  });
});

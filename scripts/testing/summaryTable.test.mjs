import { closingLine, summaryTable } from './summaryTable.mjs';

const results = [
  { step: { label: 'lint' }, passed: 1, failed: 0, tookMs: 2_345, note: '' },
  { step: { label: 'server tests' }, passed: 1200, failed: 2, tookMs: 125_000, note: '1 skipped' },
];

describe('the end of npm test', () => {
  it('shows each step with its counts and its time', () => {
    expect(summaryTable(results).split('\n')).toEqual([
      'step          passed  failed       time',
      'lint               1       0      2.3 s',
      'server tests    1200       2  2 min 5 s  1 skipped',
    ]);
  });

  it('closes with the sums', () => {
    expect(closingLine(results)).toBe('1201 passed, 2 failed');
  });
});

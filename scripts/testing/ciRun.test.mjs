import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';
import { scratchFolder } from './scratchFolder.mjs';

const folder = scratchFolder();

/** Runs .ci/run with an npm that does what these lines say. */
function ciRun({ install, test }) {
  cpSync(path.join(ROOT_FOLDER, '.ci/run'), folder.path('.ci/run'));
  folder.write({ 'bin/npm': `#!/bin/sh\nif [ "$1" = install ]; then\n${install}\nelse\n${test}\nfi\n` });
  chmodSync(folder.path('bin/npm'), 0o755);
  const env = { ...process.env, PATH: `${folder.path('bin')}:${process.env.PATH}` };
  const { status, stdout } = spawnSync(folder.path('.ci/run'), { env, encoding: 'utf8', timeout: 20_000 });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe('.ci/run', () => {
  it('installs, tests and ends with the sums', () => {
    const { status, lines } = ciRun({
      install: 'echo installed',
      test: 'echo table; echo "12 passed, 0 failed"',
    });

    expect([status, lines]).toEqual([0, ['installed', 'table', '12 passed, 0 failed']]);
  });

  it('ends with the sums and the exit code when tests have failed and npm says more behind them', () => {
    const { status, lines } = ciRun({
      install: ':',
      test: 'echo "11 passed, 1 failed"; echo "npm error code 1" >&2; exit 1',
    });

    expect([status, lines]).toEqual([1, ['11 passed, 1 failed', 'npm error code 1', '11 passed, 1 failed']]);
  });

  it.each([
    ['the installation fails', { install: 'exit 3', test: 'echo "1 passed, 0 failed"' }, 3],
    ['the tests end before anything was counted', { install: ':', test: 'echo broken; exit 7' }, 7],
  ])('counts one failure when %s', (_case, npm, code) => {
    const { status, lines } = ciRun(npm);

    expect([status, lines.at(-1)]).toEqual([code, '0 passed, 1 failed']);
  });
});

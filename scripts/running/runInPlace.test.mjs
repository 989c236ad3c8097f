import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { scratchFolder } from '../testing/scratchFolder.mjs';
import { ROOT_FOLDER } from './rootFolder.mjs';

const folder = scratchFolder();

/** Runs a program of this text through runInPlace, as `npm start` does with the server. */
function startInPlace(program) {
  folder.write({
    'outer.mjs': `
      import { runInPlace } from ${JSON.stringify(path.join(ROOT_FOLDER, 'scripts/running/runInPlace.mjs'))};
      process.exitCode = await runInPlace([process.execPath, '-e', ${JSON.stringify(program)}], process.env);`,
  });
  return spawn(process.execPath, [folder.path('outer.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
}

/** The same below a shell that does not hand on signals, as npm's is. */
function startBelowShell(program, env) {
  folder.write({
    'inner.mjs': program,
    'outer.mjs': `
      import { runInPlace } from ${JSON.stringify(path.join(ROOT_FOLDER, 'scripts/running/runInPlace.mjs'))};
      process.exitCode = await runInPlace([process.execPath, ${JSON.stringify(folder.path('inner.mjs'))}], process.env);`,
  });
  const command = `"${process.execPath}" "${folder.path('outer.mjs')}"; true`;
  return spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'], env, timeout: 20_000 });
}

describe('a program that is run in place', () => {
  it('gives its exit code', async () => {
    const [code] = await once(startInPlace('process.exit(7)'), 'exit');

    expect(code).toBe(7);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('gets %s and is waited for', async (signal) => {
    const outer = startInPlace(
      `process.on('${signal}', () => setTimeout(() => process.exit(5), 100)); setInterval(() => {}, 1000); console.log('ready')`,
    );
    await once(outer.stdout, 'data');

    outer.kill(signal);
    const [code] = await once(outer, 'exit');

    expect(code).toBe(5);
  });

  it.each([
    ['is told to stop when npm is gone', { npm_lifecycle_event: 'start' }, 'told to stop'],
    ['goes on when a shell is gone that is not npm’s', {}, 'still here'],
  ])('%s', async (_what, npm, says) => {
    const shell = startBelowShell(
      `process.on('SIGTERM', () => { console.log('told to stop'); process.exit(); });
       console.log('ready');
       setTimeout(() => { console.log('still here'); process.exit(); }, 2_000);`,
      { PATH: process.env.PATH, ...npm },
    );
    await once(shell.stdout, 'data');

    shell.kill('SIGTERM');
    const [said] = await once(shell.stdout, 'data');

    expect(String(said).trim()).toBe(says);
  });

  it('gives 128 and the number of the signal that ended it', async () => {
    const [code] = await once(startInPlace(`process.kill(process.pid, 'SIGKILL')`), 'exit');

    expect(code).toBe(137);
  });
});

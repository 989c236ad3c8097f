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

  it('gives 128 and the number of the signal that ended it', async () => {
    const [code] = await once(startInPlace(`process.kill(process.pid, 'SIGKILL')`), 'exit');

    expect(code).toBe(137);
  });
});

import { readFileSync } from 'node:fs';
import { scratchFolder } from '../testing/scratchFolder.mjs';
import { runCommand } from './runCommand.mjs';

const folder = scratchFolder();
const node = (code) => [process.execPath, '-e', code];

describe('a command', () => {
  const run = (command, timeoutMs = 20_000) =>
    runCommand({ command, timeoutMs, logFile: folder.path('log') });
  const log = () => readFileSync(folder.path('log'), 'utf8');

  it('ends well with all its output in the file', async () => {
    const { isOk, tookMs } = await run(node('console.log("out"); console.error("err")'));

    expect(isOk).toBe(true);
    expect(tookMs).toBeGreaterThan(0);
    expect(log().split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('fails with its exit code in the file', async () => {
    expect((await run(node('console.log("out"); process.exit(3)'))).isOk).toBe(false);
    expect(log()).toBe('out\n\nended with exit code 3\n');
  });

  it('fails when there is no such program', async () => {
    expect((await run(['no-such-program-anywhere'])).isOk).toBe(false);
    expect(log()).toContain('could not be started');
  });

  it('is stopped after its time, with everything that it has started', async () => {
    const child = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'inherit' })`;

    const { isOk, tookMs } = await run(node(`${child}; setTimeout(() => {}, 60000)`), 500);

    expect(isOk).toBe(false);
    expect(tookMs).toBeLessThan(5_000);
    expect(log()).toContain('stopped: it took longer than 0.5 s');
  });
});

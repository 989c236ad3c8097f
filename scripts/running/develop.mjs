import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { optionsFrom } from './optionsFrom.mjs';
import { prefixLines } from './prefixLines.mjs';
import { ROOT_FOLDER } from './rootFolder.mjs';

const DASHBOARD_PORT = 5173;
/** The server closes what it holds open within 30 s by default. */
const STOP_WITHIN_MS = 35_000;

const HELP = `
Usage: npm run dev [-- OPTION]

Runs the server and the dashboard from their sources and starts each anew when one of its files changes.
The dashboard is at http://localhost:${DASHBOARD_PORT} and passes its questions on to the server.

  --server-only   the server alone, at http://localhost:4000 unless PORT says otherwise
  --help          this text

Settings come from the environment, from .env and from keymeter.config.yaml: see .env.example.
`.trimStart();

/** Runs until one of the two ends or a signal comes. @returns {Promise<number>} the exit code */
export async function develop() {
  const options = optionsFrom(HELP, ['--server-only']);
  const dotEnv = path.join(ROOT_FOLDER, '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const programs = options['server-only']
    ? [startServer({})]
    : [startServer(dashboardAddress()), startDashboard()];
  const stopAll = () => {
    for (const { child } of programs) child.kill('SIGTERM');
  };
  process.on('SIGINT', stopAll).on('SIGTERM', stopAll).on('SIGHUP', stopAll);
  const exitCode = await Promise.race(programs.map(({ ended }) => ended));
  stopAll();
  const killAll = setTimeout(() => {
    for (const { child } of programs) child.kill('SIGKILL');
  }, STOP_WITHIN_MS);
  await Promise.all(programs.map(({ ended }) => ended));
  clearTimeout(killAll);
  return exitCode;
}

function startServer(env) {
  const args = ['--watch', '-r', './scripts/swc-register.cjs', 'server/src/main.ts'];
  return startProgram('server', [process.execPath, ...args], env);
}

function startDashboard() {
  const port = process.env.PORT || '4000';
  const args = [
    'run',
    'dev',
    '--workspace',
    '@keymeter/client',
    '--',
    '--port',
    `${DASHBOARD_PORT}`,
    '--strictPort',
  ];
  return startProgram('dashboard', ['npm', ...args], { KEYMETER_URL: `http://127.0.0.1:${port}` });
}

/** Sign-in works from the public address only, which is the dashboard's own while developing. */
function dashboardAddress() {
  return { PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${DASHBOARD_PORT}` };
}

function startProgram(name, [program, ...args], env) {
  const child = spawn(program, args, {
    cwd: ROOT_FOLDER,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  prefixLines(child.stdout, process.stdout, `${name.padEnd(9)} │ `);
  prefixLines(child.stderr, process.stderr, `${name.padEnd(9)} │ `);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${name} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 0));
  });
  return { child, ended };
}

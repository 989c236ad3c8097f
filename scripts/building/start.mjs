import { existsSync } from 'node:fs';
import path from 'node:path';
import { optionsFrom } from '../running/optionsFrom.mjs';
import { ROOT_FOLDER } from '../running/rootFolder.mjs';
import { stopCommands } from '../running/runCommand.mjs';
import { runInPlace } from '../running/runInPlace.mjs';
import { buildProject } from './buildProject.mjs';

const HELP = `
Usage: npm start [-- OPTION]

Builds what has changed, then starts Keymeter: the dashboard, GraphQL and the gateway on one port, with an embedded
PostgreSQL unless DATABASE_URL is set. Ctrl-C stops it; a second Ctrl-C stops it at once.

  --build-only   build and do not start
  --help         this text

Settings come from the environment, from .env and from keymeter.config.yaml: see .env.example.
`.trimStart();

/** @returns {Promise<number>} the exit code */
export async function start() {
  const options = optionsFrom(HELP, ['--build-only']);
  if (!existsSync(path.join(ROOT_FOLDER, 'node_modules/@swc/core'))) {
    process.stderr.write('Keymeter is not installed yet: run npm install first.\n');
    return 1;
  }
  loadDotEnv();
  if (!(await buildStoppably())) return 1;
  if (options['build-only']) return 0;
  return runInPlace([process.execPath, path.join(ROOT_FOLDER, 'server/dist/main.js')], {
    NODE_ENV: 'production',
    ...process.env,
  });
}

/** A signal while building ends the tool that runs. */
async function buildStoppably() {
  const stop = () => {
    stopCommands();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const isBuilt = await buildProject(process.stdout);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return isBuilt;
}

/** Variables that are set already win over the file. */
function loadDotEnv() {
  const file = path.join(ROOT_FOLDER, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

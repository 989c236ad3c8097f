// `npm run --silent keymeter -- COMMAND`: the command line, once it was built.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { nodeProblem } from './running/nodeProblem.mjs';
import { ROOT_FOLDER } from './running/rootFolder.mjs';

const program = path.join(ROOT_FOLDER, 'server/dist/keymeter.js');
const dotEnv = path.join(ROOT_FOLDER, '.env');
const problem = nodeProblem(process.version) ?? (existsSync(program) ? null : 'run npm run build first');

if (problem === null) {
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  await import(program);
} else {
  process.stderr.write(`keymeter: ${problem}\n`);
  process.exitCode = 1;
}

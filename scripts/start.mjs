// `npm start`. Only what an old Node.js can read is imported before its version is checked.
import { nodeProblem } from './running/nodeProblem.mjs';

const problem = nodeProblem(process.version);
if (problem === null) {
  const { start } = await import('./building/start.mjs');
  process.exitCode = await start();
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

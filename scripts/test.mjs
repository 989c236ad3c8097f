// `npm test`. Only what an old Node.js can read is imported before its version is checked.
import { nodeProblem } from './running/nodeProblem.mjs';

const problem = nodeProblem(process.version);
if (problem === null) {
  const { runTests } = await import('./testing/runTests.mjs');
  process.exitCode = await runTests();
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

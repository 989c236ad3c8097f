// `npm run dev`. Only what an old Node.js can read is imported before its version is checked.
import { nodeProblem } from './running/nodeProblem.mjs';

const problem = nodeProblem(process.version);
if (problem === null) {
  const { develop } = await import('./running/develop.mjs');
  process.exitCode = await develop();
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}

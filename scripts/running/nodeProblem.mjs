// Written so that a Node.js that is too old can still read it.

/** What Node.js has to be: the least minor version of each major one, and everything above the last of them. */
const LEAST_MINOR = { 20: 19, 22: 13, 24: 11 };
const NEWEST_KNOWN = 24;

/**
 * What is wrong with a version of Node.js, in a sentence for whoever types the command; null when nothing is.
 *
 * @param {string} version such as `v20.19.0`
 */
export function nodeProblem(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  const isFit = major > NEWEST_KNOWN || (major in LEAST_MINOR && minor >= LEAST_MINOR[major]);
  if (isFit) return null;
  return `Keymeter needs Node.js 20.19 or newer (20.19, 22.13, 24.11 or later of these lines); this is ${version}.`;
}

/**
 * Reads the options of a script. Prints help or a mistake and ends the process for those.
 *
 * @param {string} help the text of --help, in which every option stands
 * @param {readonly string[]} known each as it is typed; one that takes a value ends in `=`
 * @returns {Record<string, string | true>} by their names without dashes
 */
export function optionsFrom(help, known, args = process.argv.slice(2)) {
  const found = {};
  for (let index = 0; index < args.length; index += 1) {
    const [name, ...inline] = args[index].split('=');
    if (name === '--help' || name === '-h') end(help, 0);
    if (known.includes(name)) found[name.slice(2)] = true;
    else if (known.includes(`${name}=`)) {
      const value = inline.length > 0 ? inline.join('=') : args[++index];
      if (!value) end(`${name} needs a value. See --help.`, 1);
      found[name.slice(2)] = value;
    } else end(`${name} is not an option. See --help.`, 1);
  }
  return found;
}

function end(text, exitCode) {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text.trimEnd()}\n`);
  process.exit(exitCode);
}

import type { Command } from 'commander';
import { ConfigError, mistakeLine } from '../platform/configError';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';

/** `config check`: reads the configuration and starts nothing. */
export function configCheck(run: CommandRun): Command {
  return describedCommand(
    'check',
    'Reads the configuration and tells every mistake, or what holds. Starts nothing.',
    ['config check', 'CONFIG_FILE=other.yaml keymeter config check --json'],
  ).action((options: OutputOptions) => {
    const config = readOrList(run, options);
    const settings = Object.entries(config).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`);
    run.print(options, { json: config, text: `The configuration is right:\n${settings.join('\n')}` });
  });
}

/** People get each mistake on a line of its own, besides the one line in which the failure is told. */
function readOrList(run: CommandRun, options: OutputOptions) {
  try {
    return run.environment.readConfig();
  } catch (error) {
    if (error instanceof ConfigError && !options.json) {
      run.environment.writeOut(`${error.mistakes.map(mistakeLine).join('\n')}\n`);
    }
    throw error;
  }
}

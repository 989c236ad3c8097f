import type { Command } from 'commander';
import { accountCreate } from './accountCreate';
import { accountPlan } from './accountPlan';
import { commandGroup } from './commandOptions';
import type { CommandRun } from './commandRun';
import { configCheck } from './configCheck';
import { keyCreate } from './keyCreate';
import { keyRevoke } from './keyRevoke';
import { migrate } from './migrate';
import { modelImport } from './modelImport';
import { modelList } from './modelList';
import { tokenCreate } from './tokenCreate';
import { usageRebuild } from './usageRebuild';
import { usageVerify } from './usageVerify';

/** The whole command line. It writes help by `writeOut` and throws in place of leaving the process. */
export function keymeterProgram(run: CommandRun): Command {
  const program = commandGroup('keymeter', 'Runs and looks after an installation of Keymeter.', [
    commandGroup('account', 'Accounts and their plans.', [accountCreate(run), accountPlan(run)]),
    commandGroup('key', 'API keys.', [keyCreate(run), keyRevoke(run)]),
    commandGroup('token', 'Access tokens.', [tokenCreate(run)]),
    commandGroup('model', 'The catalogue of models.', [modelList(run), modelImport(run)]),
    commandGroup('usage', 'The ledger of usage and its sums.', [usageVerify(run), usageRebuild(run)]),
    migrate(run),
    commandGroup('config', 'The configuration.', [configCheck(run)]),
  ]).addHelpText(
    'after',
    '\nEvery command explains itself with --help. It exits with 0, or with 1 and one line on standard error.' +
      '\n\nExamples:\n  keymeter model list\n  keymeter account create --help',
  );
  prepare(program, run);
  return program;
}

function prepare(command: Command, run: CommandRun): void {
  command.exitOverride().showSuggestionAfterError(false);
  command.configureOutput({ writeOut: run.environment.writeOut, writeErr: () => {} });
  if (command.commands.length > 0) askForCommand(command);
  else command.allowExcessArguments(false);
  for (const inner of command.commands) prepare(inner, run);
}

/** What is typed behind a group and names none of its commands comes here. */
function askForCommand(group: Command): void {
  const names = group.commands.map((inner) => inner.name()).join(', ');
  group
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      const typed = group.args.find((word) => !word.startsWith('-'));
      group.error(
        typed === undefined ? `name a command: ${names}` : `unknown command '${typed}'; allowed: ${names}`,
      );
    });
}

import { Command, InvalidArgumentError, Option } from 'commander';
import type { OperatorActor } from '../platform/actor';
import { invalidInput } from '../platform/domainError';
import { isUuid } from '../platform/uuid';
import type { CommandServices } from './commandServices';

/** A command with what all of them have: a sentence, --json, --help with examples. */
export function describedCommand(name: string, sentence: string, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  keymeter ${example}`).join('\n');
  return new Command(name)
    .description(sentence)
    .option('--json', 'print one JSON value and nothing else')
    .addHelpText('after', `\nExamples:\n${lines}`);
}

/** A command that only holds others. */
export function commandGroup(name: string, sentence: string, commands: readonly Command[]): Command {
  return commands.reduce(
    (group, command) => group.addCommand(command),
    new Command(name).description(sentence),
  );
}

/** `--account ID`, and it has to be given. */
export function accountOption(): Option {
  return new Option('--account <id>', 'the id of the account').argParser(uuid).makeOptionMandatory();
}

/** An id as the server makes them. */
export function uuid(value: string): string {
  if (isUuid(value)) return value.toLowerCase();
  throw new InvalidArgumentError('It has to be an id, such as 01890a5d-ac96-774b-bcce-b302099a8057.');
}

/** What stands between commas, without blanks and empty places. */
export function commaList(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/**
 * Whoever may run the server may act for any of its accounts.
 *
 * @throws DomainError INVALID_INPUT when there is no such account.
 */
export async function operatorFor(services: CommandServices, accountId: string): Promise<OperatorActor> {
  const account = await services.accounts.findAccount(accountId);
  if (!account) throw invalidInput('account', 'There is no account with this id.');
  return { kind: 'operator', accountId };
}

import { CommanderError } from 'commander';
import { ConfigError, mistakeLine } from '../platform/configError';
import { DomainError } from '../platform/domainError';
import { redactText } from '../platform/redact';
import { type CommandEnvironment, CommandRun } from './commandRun';
import { keymeterProgram } from './program';

/** The options that set a field of another name. */
const OPTION_OF_FIELD: Readonly<Record<string, string>> = { modelIds: '--models', accountId: '--account' };

/**
 * Runs one command of the command line.
 *
 * @returns the exit code: 0, or 1 after one line on standard error.
 */
export async function runKeymeter(args: readonly string[], environment: CommandEnvironment): Promise<0 | 1> {
  try {
    await keymeterProgram(new CommandRun(environment)).parseAsync(jsonLast(args), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    environment.writeError(`keymeter: ${oneLine(sentenceOf(error))}\n`);
    return 1;
  }
}

/** `--json` belongs to the last command; typed before all of them it means the same. */
function jsonLast(args: readonly string[]): string[] {
  return args[0] === '--json' ? [...args.slice(1), '--json'] : [...args];
}

function sentenceOf(error: unknown): string {
  if (error instanceof CommanderError) return error.message.replace(/^error: /, '');
  if (error instanceof ConfigError)
    return `wrong configuration: ${error.mistakes.map(mistakeLine).join('; ')}`;
  if (error instanceof DomainError) return refusal(error);
  return error instanceof Error ? error.message : String(error);
}

/** Names the option that set the field at fault. */
function refusal({ message, details }: DomainError): string {
  const field = details.field?.split('.').at(-1);
  if (field === undefined) return message;
  return `${OPTION_OF_FIELD[field] ?? `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`}: ${message}`;
}

function oneLine(text: string): string {
  return redactText(text).replace(/\s+/g, ' ').trim().slice(0, 4_000);
}

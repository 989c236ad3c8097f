import type { Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';

/** `migrate`: brings the database to this version. */
export function migrate(run: CommandRun): Command {
  return describedCommand('migrate', 'Brings the database to this version. Safe to repeat.', [
    'migrate',
  ]).action((options: OutputOptions) =>
    run.withServices(options, async ({ migrations }) => ({
      json: { migrations },
      text: migrations.length === 0 ? 'The database is up to date.' : `Ran ${migrations.join(', ')}.`,
    })),
  );
}

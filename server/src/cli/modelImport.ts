import { Argument, type Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import type { ImportedModel } from './commandServices';
import { shownFields } from './modelList';
import { readBoundedFile } from './readBoundedFile';

interface ImportOptions extends OutputOptions {
  readonly dryRun?: true;
}

/** The largest lists of today have 2 MB. */
const MOST_BYTES = 50_000_000;
/** Models that a person is shown; --json has all. */
const MOST_TOLD = 20;

/** `model import FILE`: names and prices that others keep, in their shape. */
export function modelImport(run: CommandRun): Command {
  return describedCommand(
    'import',
    "Brings a list of models and prices into the catalogue: LiteLLM's model_prices_and_context_window.json, models.dev's api.json or what `model list --json` prints, told apart by their shape. A changed price holds from now on; calls keep the price of their time. Models that no upstream serves come in as not available. What the configuration prices is kept.",
    ['model import model_prices_and_context_window.json --dry-run', 'model import api.json --json'],
  )
    .addArgument(new Argument('<file>', 'a JSON file of at most 50 MB'))
    .option('--dry-run', 'tell what would happen, and change nothing')
    .action((file: string, options: ImportOptions) =>
      run.withServices(options, async ({ modelImport: service }) => {
        const { models, leftOut } = await service.import(
          readBoundedFile(file, MOST_BYTES),
          options.dryRun ?? false,
        );
        return {
          json: models.map((model) => ({ ...shownFields(model), change: model.change })),
          text: [
            `${options.dryRun ? 'This would import' : 'Imported'} ${models.length} models: ${countsOf(models)}.`,
            ...linesOf(models),
            ...(leftOut.length > 0
              ? [`Left out ${leftOut.length}, such as ${leftOut[0]?.place}: ${leftOut[0]?.reason}.`]
              : []),
          ].join('\n'),
        };
      }),
    );
}

function countsOf(models: readonly ImportedModel[]): string {
  const counts = new Map<string, number>();
  for (const { change } of models) counts.set(change, (counts.get(change) ?? 0) + 1);
  return [...counts].map(([change, count]) => `${count} ${change}`).join(', ');
}

function linesOf(models: readonly ImportedModel[]): string[] {
  const touched = models.filter(({ change }) => change !== 'unchanged' && change !== 'kept');
  const lines = touched.slice(0, MOST_TOLD).map(({ change, id }) => `  ${change} ${id}`);
  return touched.length > MOST_TOLD ? [...lines, `  and ${touched.length - MOST_TOLD} more`] : lines;
}

import type { Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import type { ListedModel } from './commandServices';

/** `model list`: the catalogue. */
export function modelList(run: CommandRun): Command {
  return describedCommand(
    'list',
    'Lists the catalogue. Prices are US dollars for a million tokens; keys can be given what is available.',
    ['model list', 'model list --available --json'],
  )
    .option('--available', 'only what an upstream serves')
    .action((options: OutputOptions & { readonly available?: true }) =>
      run.withServices(options, async ({ models }) => {
        const listed = await (options.available ? models.listAvailable() : models.listAll());
        return { json: listed.map(shownFields), text: tableOf(listed) };
      }),
    );
}

/** The public fields of a model, whatever else the service knows of it. */
export function shownFields({
  id,
  name,
  provider,
  kind,
  contextTokens,
  inputPrice,
  outputPrice,
  isAvailable,
}: ListedModel) {
  return { id, name, provider, kind, contextTokens, inputPrice, outputPrice, isAvailable };
}

function tableOf(models: readonly ListedModel[]): string {
  if (models.length === 0) return 'There are no models yet: name upstreams in the configuration file.';
  const rows = models.map(({ id, name, kind, inputPrice, outputPrice, isAvailable }) => [
    id,
    name,
    kind,
    `in ${inputPrice ?? '-'}`,
    `out ${outputPrice ?? '-'}`,
    isAvailable ? '' : 'not available',
  ]);
  const widths = rows.reduce(
    (widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [] as number[],
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

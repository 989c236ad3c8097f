import type { Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import type { ListedModel } from './commandServices';

/** `model list`: what a key can be given. */
export function modelList(run: CommandRun): Command {
  return describedCommand(
    'list',
    'Lists the models that a key can be given. Prices are US dollars for a million tokens.',
    ['model list', 'model list --json'],
  ).action((options: OutputOptions) =>
    run.withServices(options, async ({ models }) => {
      const listed = await models.listAvailable();
      return { json: listed.map(shownFields), text: tableOf(listed) };
    }),
  );
}

/** The public fields of a model, whatever else the service knows of it. */
function shownFields({
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
  const rows = models.map(({ id, name, kind, inputPrice, outputPrice }) => [
    id,
    name,
    kind,
    `in ${inputPrice ?? '-'}`,
    `out ${outputPrice ?? '-'}`,
  ]);
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widthOf(rows, column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function widthOf(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0);
}

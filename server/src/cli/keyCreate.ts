import { type Command, Option } from 'commander';
import { accountOption, commaList, describedCommand, operatorFor } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';

interface Options extends OutputOptions {
  readonly account: string;
  readonly name: string;
  readonly models?: readonly string[];
  readonly allModels?: true;
}

/** `key create`: an API key for the models that are named, or for all of them. */
export function keyCreate(run: CommandRun): Command {
  return describedCommand('create', 'Makes an API key and shows its secret this once.', [
    'key create --account 01890a5d-ac96-774b-bcce-b302099a8057 --name laptop --models demo/echo,meta/llama-3.3-70b',
    'key create --account 01890a5d-ac96-774b-bcce-b302099a8057 --name batch --all-models --json',
  ])
    .addOption(accountOption())
    .requiredOption('--name <name>', 'the name of the key')
    .addOption(
      new Option('--models <ids>', 'the models it may call, with commas between')
        .argParser(commaList)
        .conflicts('allModels'),
    )
    .option('--all-models', 'every model, future ones too; so it is when no models are named')
    .action((options: Options) =>
      run.withServices(options, async (services) => {
        const { account, name, models } = options;
        const permission = models === undefined ? { allModels: true as const } : { modelIds: models };
        const { apiKey, secret } = await services.apiKeys.create(await operatorFor(services, account), {
          name,
          ...permission,
        });
        const scope = models === undefined ? 'all models' : models.join(', ');
        return {
          json: { apiKeyId: apiKey.id, secret },
          text: `API key ${apiKey.id} was made for ${scope}. Its secret is shown only now:\n${secret}`,
        };
      }),
    );
}

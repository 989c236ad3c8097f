import { type Command, InvalidArgumentError, Option } from 'commander';
import { ACCESS_TOKEN_SCOPES, type AccessTokenScope } from '../platform/actor';
import { accountOption, commaList, describedCommand, operatorFor } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';

interface Options extends OutputOptions {
  readonly account: string;
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
}

/** `token create`: an access token with which a program uses the API in the name of an account. */
export function tokenCreate(run: CommandRun): Command {
  return describedCommand('create', 'Makes an access token and shows its secret this once.', [
    'token create --account 01890a5d-ac96-774b-bcce-b302099a8057 --name billing --scopes KEYS_READ,USAGE_READ',
  ])
    .addOption(accountOption())
    .requiredOption('--name <name>', 'the name of the token')
    .addOption(
      new Option(
        '--scopes <scopes>',
        `what it may do, with commas between: ${ACCESS_TOKEN_SCOPES.join(', ')}`,
      )
        .argParser(scopeList)
        .makeOptionMandatory(),
    )
    .action((options: Options) =>
      run.withServices(options, async (services) => {
        const { account, name, scopes } = options;
        const actor = await operatorFor(services, account);
        const { accessToken, secret } = await services.accessTokens.create(actor, { name, scopes });
        return {
          json: { accessTokenId: accessToken.id, secret },
          text: `Access token ${accessToken.id} was made for ${scopes.join(', ')}. Its secret is shown only now:\n${secret}`,
        };
      }),
    );
}

function scopeList(value: string): AccessTokenScope[] {
  return commaList(value).map((word) => {
    const scope = ACCESS_TOKEN_SCOPES.find((known) => known === word);
    if (scope === undefined) throw new InvalidArgumentError(`Allowed are ${ACCESS_TOKEN_SCOPES.join(', ')}.`);
    return scope;
  });
}

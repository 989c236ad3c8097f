import { type Command, Option } from 'commander';
import { accountOption, describedCommand, operatorFor, uuid } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import type { Receipt } from './commandServices';

interface Options extends OutputOptions {
  readonly account: string;
  readonly id: string;
}

/** `key revoke`: stops an API key for good. */
export function keyRevoke(run: CommandRun): Command {
  return describedCommand(
    'revoke',
    'Stops an API key for good: requests that start later are refused on every node.',
    ['key revoke --account 01890a5d-ac96-774b-bcce-b302099a8057 --id 01890a5d-ac96-774b-bcce-b302099a8058'],
  )
    .addOption(accountOption())
    .addOption(new Option('--id <id>', 'the id of the key').argParser(uuid).makeOptionMandatory())
    .action((options: Options) =>
      run.withServices(options, async (services) => {
        const actor = await operatorFor(services, options.account);
        const { receipt } = await services.apiKeys.revoke(actor, options.id);
        return { json: receipt, text: sentenceOf(options.id, receipt) };
      }),
    );
}

function sentenceOf(id: string, { revokedAt, nodes }: Receipt): string {
  const waiting = nodes.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const confirmed = `${nodes.length - waiting.length} of ${nodes.length} nodes have confirmed`;
  const streams = waiting.map(
    ({ node, streamsEndBy }) => `; streams on ${node} end by ${streamsEndBy?.toISOString()}`,
  );
  return `API key ${id} is revoked since ${revokedAt.toISOString()}: ${confirmed}${streams.join('')}.`;
}

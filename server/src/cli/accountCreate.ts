import { type Command, Option } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import { planNameOf } from './planName';

interface Options extends OutputOptions {
  readonly name: string;
  readonly plan: string;
  readonly email: string;
  readonly password?: string;
  readonly passwordStdin?: true;
  readonly timeZone?: string;
}

/** `account create`: an account with its first member. */
export function accountCreate(run: CommandRun): Command {
  return describedCommand('create', 'Opens an account with its first member.', [
    'account create --name Acme --plan paid --email ada@acme.example --password-stdin < password.txt',
    'account create --name Acme --plan free --email ada@acme.example --password "$PASSWORD" --time-zone Asia/Ho_Chi_Minh',
  ])
    .requiredOption('--name <name>', 'the name of the account')
    .addOption(
      new Option('--plan <plan>', 'what it has subscribed to')
        .choices(['paid', 'free'])
        .makeOptionMandatory(),
    )
    .requiredOption('--email <address>', 'the address with which the member signs in')
    .addOption(
      new Option('--password <password>', 'the password; others on this machine may see it').conflicts(
        'passwordStdin',
      ),
    )
    .option('--password-stdin', 'read the password from the first line of standard input')
    .option('--time-zone <zone>', 'the IANA zone in which the account reads its days (default: UTC)')
    .action((options: Options, command: Command) => createAccount(run, options, command));
}

async function createAccount(run: CommandRun, options: Options, command: Command): Promise<void> {
  const { name, email, timeZone } = options;
  if (options.password === undefined && !options.passwordStdin) {
    command.error('give --password <password> or --password-stdin');
  }
  const password = options.password ?? (await run.environment.readLine());
  await run.withServices(options, async ({ accounts }) => {
    const plan = planNameOf(options.plan);
    const zone = timeZone === undefined ? {} : { timeZone };
    const { accountId, userId } = await accounts.createAccount({ name, plan, email, password, ...zone });
    return { json: { accountId, userId }, text: `Account ${accountId} was opened for user ${userId}.` };
  });
}

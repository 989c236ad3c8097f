import { Argument, type Command } from 'commander';
import { accountOption, describedCommand, operatorFor } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import { planNameOf } from './planName';

interface Options extends OutputOptions {
  readonly account: string;
}

/** `account plan`: what an account has subscribed to, from now on and without an end. */
export function accountPlan(run: CommandRun): Command {
  return describedCommand('plan', 'Sets the plan of an account. Its keys obey at once.', [
    'account plan --account 01890a5d-ac96-774b-bcce-b302099a8057 paid',
  ])
    .addOption(accountOption())
    .addArgument(new Argument('<paid|free>', 'the plan').choices(['paid', 'free']))
    .action((plan: string, options: Options) =>
      run.withServices(options, async (services) => {
        const actor = await operatorFor(services, options.account);
        await services.accounts.setPlan(actor, { plan: planNameOf(plan), planEndsAt: null });
        return {
          json: { accountId: options.account, plan },
          text: `Account ${options.account} is on the ${plan} plan.`,
        };
      }),
    );
}

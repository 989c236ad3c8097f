import type { Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import { spanOf } from './usageVerify';

/** `usage rebuild`: makes all sums again from the ledger. */
export function usageRebuild(run: CommandRun): Command {
  return describedCommand(
    'rebuild',
    'Makes all sums again from the ledger, as far as it reaches back. Safe to repeat and while the server runs.',
    ['usage rebuild', 'usage rebuild --json'],
  ).action((options: OutputOptions) =>
    run.withServices(options, async ({ usageVerification }) => {
      const rebuilt = await usageVerification.rebuild(run.environment.showProgress);
      if (rebuilt === null) {
        throw new Error('another process is proving the sums right now; try again in a minute');
      }
      const { repaired, left } = rebuilt;
      return {
        json: rebuilt,
        text: `${spanOf(left)}: ${repaired.wrong} wrong sums were mended, ${left.wrong} are left.`,
        ...(left.wrong > 0 && { fault: `${left.wrong} sums are still not what the ledger says.` }),
      };
    }),
  );
}

import type { Command } from 'commander';
import { describedCommand } from './commandOptions';
import type { CommandRun, OutputOptions } from './commandRun';
import type { ToldSums, VerifiedSums, WrongSum } from './commandServices';

/** Wrong sums that a person is shown; --json has a hundred. */
const MOST_TOLD = 10;

/** `usage verify`: are all sums what the ledger says? */
export function usageVerify(run: CommandRun): Command {
  return describedCommand(
    'verify',
    'Compares ledger, quarters of an hour and closed days, and changes nothing. Exits with 1 when a sum is wrong.',
    ['usage verify', 'usage verify --json'],
  ).action((options: OutputOptions) =>
    run.withServices(options, async ({ usageVerification }) => {
      const report = await usageVerification.verify(run.environment.showProgress);
      return {
        json: report,
        text: [
          `${spanOf(report)}: ${report.wrong} wrong sums.`,
          ...report.differences.slice(0, MOST_TOLD).map(lineOf),
        ].join('\n'),
        ...(report.wrong > 0 && {
          fault: `${report.wrong} sums are not what the ledger says; \`keymeter usage rebuild\` mends them.`,
        }),
      };
    }),
  );
}

/** What was looked at. */
export function spanOf({ from, to, accounts }: VerifiedSums): string {
  if (from === null) return 'Nothing was used yet';
  return `Ledger of ${from} to ${to}, closed days of ${accounts} accounts`;
}

function lineOf({ kind, at, accountId, apiKeyId, modelNumber, found, shouldBe }: WrongSum): string {
  const where = `${kind.toLowerCase()} ${at} of account ${accountId}, key ${apiKeyId}, model ${modelNumber}`;
  return `  ${where}: ${told(found)}; should be ${told(shouldBe)}`;
}

function told({ requests, inputTokens, outputTokens, cost }: ToldSums): string {
  return `${requests} requests, ${inputTokens} + ${outputTokens} tokens, ${cost}`;
}

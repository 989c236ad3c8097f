import type { Pool } from 'pg';
import type { AccountService } from '../accounts/account.service';
import type { ApiKeyService } from '../apiKeys/apiKey.service';
import type { ModelService } from '../models/model.service';
import { systemClock } from '../platform/clock';
import type { Config } from '../platform/config';
import { PageCursors } from '../usage/openai/pageCursor';
import { UsagePages } from '../usage/openai/usagePages';
import type { Queries } from '../usage/readingDatabase';
import { UsageRepository } from '../usage/usage.repository';
import { UsageService } from '../usage/usage.service';
import { UsageExport } from '../usage/usageExport';
import { UsageQuestions } from '../usage/usageQuestions';
import { UsageRowsRepository } from '../usage/usageRows.repository';

export interface UsageServiceNeeds {
  readonly config: Pick<Config, 'brandName'>;
  /** Where questions are read. */
  readonly reading: Queries;
  readonly exportPools: readonly Pool[];
  readonly accounts: AccountService;
  readonly models: ModelService;
  readonly apiKeys: ApiKeyService;
  /** The same on every node. */
  readonly cursorSecret: string;
}

/** What answers questions about usage. */
export function makeUsageServices(needs: UsageServiceNeeds) {
  const { config, reading, exportPools, accounts, models, apiKeys, cursorSecret } = needs;
  const questions = new UsageQuestions(
    models,
    async (accountId) => (await accounts.findAccount(accountId))?.timeZone ?? 'UTC',
  );
  const usage = new UsageRepository(reading);
  return {
    usage: new UsageService(usage, questions),
    usagePages: new UsagePages({
      ask: (accountId, question, rowCap) => usage.answer(accountId, question, rowCap),
      listModels: () => models.listKinds(),
      cursors: new PageCursors(cursorSecret),
      now: systemClock,
    }),
    usageExport: new UsageExport({
      rows: new UsageRowsRepository(exportPools),
      questions,
      nameOfAccount: async (accountId) => (await accounts.findAccount(accountId))?.name ?? '',
      keysOf: (accountId, ids) => apiKeys.findByIds(accountId, ids),
      modelsOf: (numbers) => models.findByNumbers(numbers),
      providerName: config.brandName,
    }),
  };
}

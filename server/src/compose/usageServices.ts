import type { Pool } from 'pg';
import type { AccountService } from '../accounts/account.service';
import type { ApiKeyService } from '../apiKeys/apiKey.service';
import type { Database } from '../db/dataSource';
import type { ModelService } from '../models/model.service';
import type { Config } from '../platform/config';
import { UsageRepository } from '../usage/usage.repository';
import { UsageService } from '../usage/usage.service';
import { UsageExport } from '../usage/usageExport';
import { UsageQuestions } from '../usage/usageQuestions';
import { UsageRowsRepository } from '../usage/usageRows.repository';

export interface UsageServiceNeeds {
  readonly config: Pick<Config, 'brandName'>;
  readonly db: Database;
  readonly exportPool: Pool;
  readonly accounts: AccountService;
  readonly models: ModelService;
  readonly apiKeys: ApiKeyService;
}

/** What answers questions about usage. */
export function makeUsageServices({ config, db, exportPool, accounts, models, apiKeys }: UsageServiceNeeds) {
  const questions = new UsageQuestions(
    models,
    async (accountId) => (await accounts.findAccount(accountId))?.timeZone ?? 'UTC',
  );
  return {
    usage: new UsageService(new UsageRepository(db.manager), questions),
    usageExport: new UsageExport({
      rows: new UsageRowsRepository(exportPool),
      questions,
      nameOfAccount: async (accountId) => (await accounts.findAccount(accountId))?.name ?? '',
      keysOf: (accountId, ids) => apiKeys.findByIds(accountId, ids),
      modelsOf: (numbers) => models.findByNumbers(numbers),
      providerName: config.brandName,
    }),
  };
}

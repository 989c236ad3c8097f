import type { Pool } from 'pg';
import { AccessTokenRepository } from '../accessTokens/accessToken.repository';
import { AccessTokenService } from '../accessTokens/accessToken.service';
import { AccountRepository } from '../accounts/account.repository';
import { AccountService } from '../accounts/account.service';
import { createPasswordHashing, type PasswordHashing } from '../accounts/passwordHashing';
import { ApiKeyRepository } from '../apiKeys/apiKey.repository';
import { ApiKeyService } from '../apiKeys/apiKey.service';
import { ApiKeyExpiryRepository } from '../apiKeys/apiKeyExpiry.repository';
import { ApiKeyExpiryService } from '../apiKeys/apiKeyExpiry.service';
import { ApiKeyLeakService } from '../apiKeys/apiKeyLeak.service';
import { ApiKeyListRepository } from '../apiKeys/apiKeyList.repository';
import { ApiKeyListService } from '../apiKeys/apiKeyList.service';
import { ApiKeyRecountRepository } from '../apiKeys/apiKeyRecount.repository';
import { ApiKeyRecountService } from '../apiKeys/apiKeyRecount.service';
import { ApiKeyRevocationService } from '../apiKeys/apiKeyRevocation.service';
import { ApiKeyRotationService } from '../apiKeys/apiKeyRotation.service';
import { ApiKeyWriteService } from '../apiKeys/apiKeyWrite.service';
import { IdempotentCallRepository } from '../apiKeys/idempotentCall.repository';
import { AuditService } from '../audit/audit.service';
import { AuditEventRepository } from '../audit/auditEvent.repository';
import { createDataSource, type Database } from '../db/dataSource';
import { createInTransaction } from '../db/inTransaction';
import { migrateDatabase } from '../db/migrate';
import { poolOf } from '../db/poolOf';
import { ModelRepository } from '../models/model.repository';
import { ModelService } from '../models/model.service';
import { NodeRepository } from '../nodes/node.repository';
import { RevocationReceipts } from '../nodes/revocationReceipts';
import { type Clock, systemClock } from '../platform/clock';
import type { Config } from '../platform/config';
import { installationSecrets } from '../platform/generatedSecrets';
import { SecretHasher } from '../platform/secretHash';
import { newUuid } from '../platform/uuid';
import { ImpactRepository } from '../usage/impact.repository';
import { LeakUsageRepository } from '../usage/leakUsage.repository';
import type { UsagePages } from '../usage/openai/usagePages';
import type { Queries } from '../usage/readingDatabase';
import { RecentTokensRepository } from '../usage/recentTokens.repository';
import { UsageRepository } from '../usage/usage.repository';
import type { UsageService } from '../usage/usage.service';
import type { UsageExport } from '../usage/usageExport';
import { openReading, type Reading, type ReadingParts } from './reading';
import { makeUsageServices } from './usageServices';

/** Every feature's service on one database: what the server, its command line and its tests work with. */
export interface Services {
  readonly db: Database;
  /** The connections behind `db`, for the sign-in library. */
  readonly pool: Pool;
  /** Where questions about usage are read: the replica when there is one. */
  readonly reading: Queries;
  readonly hasher: SecretHasher;
  readonly sessionSecret: string;
  readonly passwords: PasswordHashing;
  readonly accounts: AccountService;
  readonly accessTokens: AccessTokenService;
  readonly models: ModelService;
  readonly apiKeys: ApiKeyService;
  readonly apiKeyList: ApiKeyListService;
  readonly apiKeyWrite: ApiKeyWriteService;
  readonly apiKeyRotation: ApiKeyRotationService;
  readonly apiKeyRevocation: ApiKeyRevocationService;
  readonly apiKeyLeak: ApiKeyLeakService;
  readonly apiKeyExpiry: ApiKeyExpiryService;
  readonly apiKeyRecount: ApiKeyRecountService;
  readonly idempotentCalls: IdempotentCallRepository;
  readonly audit: AuditService;
  readonly usage: UsageService;
  readonly usageExport: UsageExport;
  readonly usagePages: UsagePages;
  readonly impact: ImpactRepository;
  readonly leakUsage: LeakUsageRepository;
  readonly nodes: NodeRepository;
  /** The names of the migrations that ran when the services were opened. */
  readonly migrations: readonly string[];
  close(): Promise<void>;
}

/**
 * Migrates the database and makes the services.
 *
 * @param onReadingChange told when the replica for usage is left, and when it is read again.
 */
export async function openServices(
  config: Config,
  databaseUrl: string,
  onReadingChange: ReadingParts['onChange'] = () => {},
): Promise<Services> {
  const migrations = await migrateDatabase(databaseUrl);
  const secrets = await installationSecrets(config);
  const db = createDataSource(databaseUrl, { applicationName: `keymeter ${config.nodeName}`.slice(0, 63) });
  await db.initialize();
  const hasher = new SecretHasher(secrets.keyPeppers.map((pepper) => pepper.reveal()));
  const replicaUrl = config.readDatabaseUrl;
  const reading = openReading({ databaseUrl, replicaUrl, db, onChange: onReadingChange });
  const sessionSecret = secrets.sessionSecret.reveal();
  return {
    ...makeServices(config, db, { hasher, ...reading, sessionSecret }),
    db,
    reading: reading.reading,
    pool: poolOf(db),
    hasher,
    sessionSecret,
    migrations,
    close: async () => {
      await reading.close();
      await db.destroy();
    },
  };
}

interface ServiceNeeds extends Pick<Reading, 'reading' | 'exportPools'> {
  readonly hasher: SecretHasher;
  readonly sessionSecret: string;
}

function makeServices(config: Config, db: Database, needs: ServiceNeeds) {
  const { hasher, reading, exportPools, sessionSecret } = needs;
  const shared = { hasher, brand: config.keyPrefix, now: systemClock, newId: newUuid };
  const passwords = createPasswordHashing();
  const nodes = new NodeRepository(db.manager);
  const models = new ModelService(new ModelRepository(db.manager));
  const accounts = new AccountService({
    ...shared,
    accounts: new AccountRepository(db.manager),
    inTransaction: createInTransaction(db, (transaction) => ({
      accounts: new AccountRepository(transaction),
      audit: new AuditEventRepository(transaction),
    })),
    passwords,
  });
  const recentTokens = new RecentTokensRepository(reading, new UsageRepository(reading));
  const keyServices = makeApiKeyServices(config, db, { ...shared, nodes, models, accounts, recentTokens });
  return {
    passwords,
    nodes,
    models,
    accounts,
    ...keyServices,
    accessTokens: new AccessTokenService({
      ...shared,
      tokens: new AccessTokenRepository(db.manager),
      inTransaction: createInTransaction(db, (transaction) => ({
        tokens: new AccessTokenRepository(transaction),
        audit: new AuditEventRepository(transaction),
      })),
    }),
    impact: new ImpactRepository(db.manager),
    leakUsage: new LeakUsageRepository(db.manager),
    ...makeUsageServices({
      config,
      reading,
      exportPools,
      accounts,
      models,
      apiKeys: keyServices.apiKeys,
      cursorSecret: sessionSecret,
    }),
    audit: new AuditService(new AuditEventRepository(db.manager)),
  };
}

interface ApiKeyServiceNeeds {
  readonly hasher: SecretHasher;
  readonly brand: string;
  readonly now: Clock;
  readonly nodes: NodeRepository;
  readonly models: ModelService;
  readonly accounts: AccountService;
  readonly recentTokens: RecentTokensRepository;
}

function makeApiKeyServices(config: Config, db: Database, needs: ApiKeyServiceNeeds) {
  const repository = new ApiKeyRepository(db.manager);
  const inTransaction = createInTransaction(db, (transaction) => ({
    keys: new ApiKeyRepository(transaction),
    calls: new IdempotentCallRepository(transaction),
    audit: new AuditEventRepository(transaction),
  }));
  const apiKeys = new ApiKeyService({ ...needs, keys: repository });
  const parts = { ...needs, inTransaction, keys: apiKeys };
  return {
    apiKeys,
    apiKeyList: new ApiKeyListService({
      keys: new ApiKeyListRepository(db.manager),
      models: needs.models,
      view: (key) => apiKeys.view(key),
      recentTokens: (accountId) => needs.recentTokens.list(accountId),
    }),
    apiKeyWrite: new ApiKeyWriteService({
      ...parts,
      isAccountPaid: async (accountId) => (await needs.accounts.findAccount(accountId))?.isPaid ?? false,
      keysPerAccount: config.maxKeysPerAccount,
      maxLifetimeDays: config.keyMaxLifetimeDays,
    }),
    apiKeyRotation: new ApiKeyRotationService(parts),
    apiKeyRevocation: new ApiKeyRevocationService({
      ...parts,
      receipts: new RevocationReceipts(needs.nodes),
    }),
    apiKeyLeak: new ApiKeyLeakService({ ...parts, keys: repository }),
    apiKeyExpiry: new ApiKeyExpiryService(
      createInTransaction(db, (transaction) => ({
        expiry: new ApiKeyExpiryRepository(transaction),
        audit: new AuditEventRepository(transaction),
      })),
    ),
    apiKeyRecount: new ApiKeyRecountService(
      createInTransaction(db, (transaction) => ({ recounts: new ApiKeyRecountRepository(transaction) })),
    ),
    idempotentCalls: new IdempotentCallRepository(db.manager),
  };
}

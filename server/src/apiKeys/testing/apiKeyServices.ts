import type { DataSource } from 'typeorm';
import { isPaid } from '../../accounts/account.policy';
import { AuditEventRepository } from '../../audit/auditEvent.repository';
import { createInTransaction } from '../../db/inTransaction';
import { ModelRepository } from '../../models/model.repository';
import { ModelService } from '../../models/model.service';
import { NodeRepository } from '../../nodes/node.repository';
import { RevocationReceipts } from '../../nodes/revocationReceipts';
import type { OperatorActor } from '../../platform/actor';
import { SecretHasher } from '../../platform/secretHash';
import { RecentTokensRepository } from '../../usage/recentTokens.repository';
import { UsageRepository } from '../../usage/usage.repository';
import { ApiKeyRepository } from '../apiKey.repository';
import { ApiKeyService } from '../apiKey.service';
import { ApiKeyListRepository } from '../apiKeyList.repository';
import { ApiKeyListService } from '../apiKeyList.service';
import { ApiKeyRevocationService } from '../apiKeyRevocation.service';
import { ApiKeyRotationService } from '../apiKeyRotation.service';
import { ApiKeyWriteService } from '../apiKeyWrite.service';
import { IdempotentCallRepository } from '../idempotentCall.repository';

export const TEST_PEPPER = 'a pepper of at least 32 characters for tests';

export interface ApiKeyServicesOptions {
  readonly keysPerAccount?: number;
  readonly maxLifetimeDays?: number | null;
  readonly peppers?: readonly string[];
}

/** The services of keys on a real database, at the real time. */
export function apiKeyServices(db: DataSource, options: ApiKeyServicesOptions = {}) {
  const { keysPerAccount = 50, maxLifetimeDays = null, peppers = [TEST_PEPPER] } = options;
  const models = new ModelService(new ModelRepository(db.manager));
  const inTransaction = createInTransaction(db, (transaction) => ({
    keys: new ApiKeyRepository(transaction),
    calls: new IdempotentCallRepository(transaction),
    audit: new AuditEventRepository(transaction),
  }));
  const shared = {
    hasher: new SecretHasher(peppers),
    brand: 'aim',
    now: () => new Date(),
    models,
    inTransaction,
  };
  const repository = new ApiKeyRepository(db.manager);
  const keys = new ApiKeyService({ ...shared, keys: repository });
  const isAccountPaid = async (accountId: string): Promise<boolean> => {
    const [account] = await db.query(
      'SELECT plan, plan_ends_at AS "planEndsAt" FROM accounts WHERE id = $1',
      [accountId],
    );
    return isPaid(account, new Date());
  };
  const recentTokens = new RecentTokensRepository(db.manager, new UsageRepository(db.manager));
  return {
    models,
    keys,
    list: new ApiKeyListService({
      keys: new ApiKeyListRepository(db.manager),
      models,
      view: (key) => keys.view(key),
      recentTokens: (accountId) => recentTokens.list(accountId),
    }),
    write: new ApiKeyWriteService({ ...shared, keys, isAccountPaid, keysPerAccount, maxLifetimeDays }),
    rotation: new ApiKeyRotationService({ ...shared, keys }),
    revocation: new ApiKeyRevocationService({
      ...shared,
      keys,
      receipts: new RevocationReceipts(new NodeRepository(db.manager)),
    }),
  };
}

/** Whoever runs the command line, in the name of the account. */
export function operatorOf(accountId: string): OperatorActor {
  return { kind: 'operator', accountId };
}

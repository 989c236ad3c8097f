import type { DataSource } from 'typeorm';
import { isPaid } from '../../accounts/account.policy';
import { ModelRepository } from '../../models/model.repository';
import { ModelService } from '../../models/model.service';
import { NodeRepository } from '../../nodes/node.repository';
import { RevocationReceipts } from '../../nodes/revocationReceipts';
import type { OperatorActor } from '../../platform/actor';
import { SecretHasher } from '../../platform/secretHash';
import { ApiKeyRepository } from '../apiKey.repository';
import { ApiKeyService } from '../apiKey.service';
import { ApiKeyListService } from '../apiKeyList.service';

export const TEST_PEPPER = 'a pepper of at least 32 characters for tests';

/** The services of keys on a real database, at the real time. */
export function apiKeyServices(db: DataSource, { keysPerAccount = 50, peppers = [TEST_PEPPER] } = {}) {
  const models = new ModelService(new ModelRepository(db));
  const keys = new ApiKeyRepository(db);
  const service = new ApiKeyService(
    {
      keys,
      models,
      hasher: new SecretHasher(peppers),
      receipts: new RevocationReceipts(new NodeRepository(db)),
      isAccountPaid: async (accountId) => {
        const [account] = await db.query(
          'SELECT plan, plan_ends_at AS "planEndsAt" FROM accounts WHERE id = $1',
          [accountId],
        );
        return isPaid(account, new Date());
      },
    },
    { brand: 'aim', keysPerAccount, now: () => new Date() },
  );
  return { models, keys, service, list: new ApiKeyListService(keys, models, service) };
}

/** Whoever runs the command line, in the name of the account. */
export function operatorOf(accountId: string): OperatorActor {
  return { kind: 'operator', accountId };
}

import { Pool } from 'pg';
import { AuditEventRepository } from '../../audit/auditEvent.repository';
import { createDataSource } from '../../db/dataSource';
import { createInTransaction } from '../../db/inTransaction';
import type { Clock } from '../../platform/clock';
import { newUuid } from '../../platform/uuid';
import { createTestDatabase } from '../../test/database';
import { AccountRepository } from '../account.repository';
import { AccountService } from '../account.service';
import { createAuth } from '../auth';
import type { AuthParts } from '../authOptions';
import { createPasswordHashing } from '../passwordHashing';

export const PUBLIC_URL = 'http://127.0.0.1:4000';

/** What the application hears from sign-in, in a test. */
const quietLogger = { error: () => undefined, warn: () => undefined };

/** Accounts and sign-in on a database of their own. `stop` gives everything back. */
export async function startAccounts(wish: { now?: Clock; auth?: Partial<AuthParts> } = {}) {
  const database = await createTestDatabase();
  const db = await createDataSource(database.url, { poolSize: 4 }).initialize();
  const pool = new Pool({ connectionString: database.url, max: 4 });
  // Its connections may still be closing when the database under them is dropped.
  pool.on('error', () => undefined);
  const passwords = createPasswordHashing();
  const now = wish.now ?? (() => new Date());
  const accounts = new AccountService({
    accounts: new AccountRepository(db.manager),
    inTransaction: createInTransaction(db, (transaction) => ({
      accounts: new AccountRepository(transaction),
      audit: new AuditEventRepository(transaction),
    })),
    passwords,
    now,
    newId: newUuid,
  });
  const authParts: AuthParts = {
    pool,
    publicUrl: PUBLIC_URL,
    secret: 'a secret of tests, never used elsewhere, 0123456789',
    accounts,
    passwords,
    newId: newUuid,
    logger: quietLogger,
    ...wish.auth,
  };
  const stop = async () => {
    await pool.end();
    await db.destroy();
    await database.drop();
  };
  return { url: database.url, db, accounts, authParts, auth: createAuth(authParts), stop };
}

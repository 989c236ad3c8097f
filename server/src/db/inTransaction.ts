import type { DataSource, EntityManager } from 'typeorm';
import type { InTransaction } from '../platform/inTransaction';

/** Makes the one way to write with several repositories at once. */
export function createInTransaction<Repositories>(
  db: DataSource,
  makeRepositories: (transaction: EntityManager) => Repositories,
): InTransaction<Repositories> {
  return (work) => db.transaction((transaction) => work(makeRepositories(transaction)));
}

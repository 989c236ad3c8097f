import type { Pool } from 'pg';
import type { Database } from './dataSource';

/** The connections behind a data source, which TypeORM keeps in a property that its types do not show. */
export function poolOf(db: Database): Pool {
  return (db.driver as unknown as { master: Pool }).master;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A list of an account's keys reads rows of this account only. It leaves revoked keys out unless they are asked for, and
 * these pile up: a page is found without walking over them. Those that are asked for have ix_api_keys_account_created.
 */
export class IndexApiKeyLists1763880850000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_api_keys_unrevoked_created ON api_keys (account_id, created_at, id) WHERE revoked_at IS NULL`);
    await db.query(`
      CREATE INDEX ix_api_keys_unrevoked_name ON api_keys (account_id, lower(name), id) WHERE revoked_at IS NULL`);
    await db.query('DROP INDEX ix_api_keys_account_name');
    // The column never changes, so that counting calls still writes no index.
    await db.query('CREATE INDEX ix_api_key_limits_account ON api_key_limits (account_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX ix_api_key_limits_account');
    await db.query('CREATE INDEX ix_api_keys_account_name ON api_keys (account_id, lower(name), id)');
    await db.query('DROP INDEX ix_api_keys_unrevoked_name');
    await db.query('DROP INDEX ix_api_keys_unrevoked_created');
  }
}

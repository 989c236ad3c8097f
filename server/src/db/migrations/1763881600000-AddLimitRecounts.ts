import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a key's first month was counted again after every settlement that could not see its limits had ended. */
export class AddLimitRecounts1763881600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE api_key_limits
        ADD COLUMN created_at timestamptz NOT NULL DEFAULT statement_timestamp(),
        ADD COLUMN recounted_at timestamptz`);
    await db.query(
      'CREATE INDEX ix_api_key_limits_not_recounted ON api_key_limits (created_at) WHERE recounted_at IS NULL',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE api_key_limits DROP COLUMN created_at, DROP COLUMN recounted_at');
  }
}

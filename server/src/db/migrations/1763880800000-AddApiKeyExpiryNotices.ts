import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which notice of its expiry a key has given last, and a way to find keys that have to give one. */
export class AddApiKeyExpiryNotices1763880800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX ix_api_keys_expires ON api_keys (expires_at)
      WHERE revoked_at IS NULL AND leaked_at IS NULL AND expires_at IS NOT NULL`);
    await db.query(`
      CREATE TABLE api_key_expiry_notices (
        api_key_id uuid NOT NULL CONSTRAINT pk_api_key_expiry_notices PRIMARY KEY
          CONSTRAINT fk_api_key_expiry_notices_api_key REFERENCES api_keys (id),
        expires_at timestamptz NOT NULL,
        days_left smallint NOT NULL CONSTRAINT ck_api_key_expiry_notices_days_left CHECK (days_left >= 0)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_key_expiry_notices');
    await db.query('DROP INDEX ix_api_keys_expires');
  }
}

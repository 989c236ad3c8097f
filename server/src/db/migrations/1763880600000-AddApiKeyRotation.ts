import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an old secret was last used, and which calls were carried out already. */
export class AddApiKeyRotation1763880600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE api_key_secrets ADD COLUMN last_used_at timestamptz');
    await db.query(`
      CREATE TABLE idempotent_calls (
        account_id uuid NOT NULL CONSTRAINT fk_idempotent_calls_account REFERENCES accounts (id),
        operation text NOT NULL,
        key text NOT NULL,
        input_hash bytea NOT NULL,
        subject_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT statement_timestamp(),
        CONSTRAINT pk_idempotent_calls PRIMARY KEY (account_id, operation, key)
      )`);
    await db.query('CREATE INDEX ix_idempotent_calls_created ON idempotent_calls (created_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE idempotent_calls');
    await db.query('ALTER TABLE api_key_secrets DROP COLUMN last_used_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys are never deleted: history keeps their names. Secrets stand apart, so that a key can have two for a while. */
export class CreateApiKeys1763880200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_keys (
        id uuid NOT NULL CONSTRAINT pk_api_keys PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_api_keys_account REFERENCES accounts (id),
        name text NOT NULL CONSTRAINT ck_api_keys_name CHECK (char_length(name) BETWEEN 1 AND 64),
        last_four text NOT NULL,
        all_models boolean NOT NULL,
        model_numbers integer[] NOT NULL,
        note text,
        created_by uuid,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version integer NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz,
        leaked_at timestamptz,
        CONSTRAINT ck_api_keys_permission CHECK (all_models = (cardinality(model_numbers) = 0))
      )`);
    // The list's default order, newest first, one page of one account at a time.
    await db.query('CREATE INDEX ix_api_keys_account_created ON api_keys (account_id, created_at, id)');
    await db.query('CREATE INDEX ix_api_keys_account_name ON api_keys (account_id, lower(name), id)');
    // Keys revoked lately, for nodes that missed a notification.
    await db.query('CREATE INDEX ix_api_keys_revoked ON api_keys (revoked_at) WHERE revoked_at IS NOT NULL');
    await db.query(`
      CREATE TABLE api_key_secrets (
        secret_hash bytea NOT NULL CONSTRAINT pk_api_key_secrets PRIMARY KEY
          CONSTRAINT ck_api_key_secrets_hash CHECK (octet_length(secret_hash) = 32),
        api_key_id uuid NOT NULL CONSTRAINT fk_api_key_secrets_api_key REFERENCES api_keys (id),
        pepper_id text NOT NULL,
        created_at timestamptz NOT NULL,
        ends_at timestamptz
      )`);
    await db.query('CREATE INDEX ix_api_key_secrets_api_key ON api_key_secrets (api_key_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_key_secrets');
    await db.query('DROP TABLE api_keys');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits of keys, with the counters of the current minute and month in the same row: admission checks and counts under
 * one lock. Open rows remember what they reserved, so that a settlement can give the rest back.
 */
export class CreateApiKeyLimits1763880700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Only columns without an index change, and there is room for many versions on a page: no index is ever written.
    await db.query(`
      CREATE TABLE api_key_limits (
        api_key_id uuid NOT NULL CONSTRAINT pk_api_key_limits PRIMARY KEY
          CONSTRAINT fk_api_key_limits_api_key REFERENCES api_keys (id),
        account_id uuid NOT NULL,
        requests_per_minute integer CONSTRAINT ck_api_key_limits_requests CHECK (requests_per_minute > 0),
        tokens_per_minute bigint CONSTRAINT ck_api_key_limits_tokens CHECK (tokens_per_minute > 0),
        monthly_tokens bigint CONSTRAINT ck_api_key_limits_monthly_tokens CHECK (monthly_tokens > 0),
        monthly_cost numeric CONSTRAINT ck_api_key_limits_monthly_cost CHECK (monthly_cost > 0),
        minute timestamptz NOT NULL DEFAULT '-infinity',
        minute_requests bigint NOT NULL DEFAULT 0,
        minute_tokens bigint NOT NULL DEFAULT 0,
        month date NOT NULL DEFAULT '-infinity',
        month_tokens bigint NOT NULL DEFAULT 0,
        month_cost numeric NOT NULL DEFAULT 0
      ) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
              vacuum_truncate = off)`);
    await db.query(`
      ALTER TABLE open_requests
        ADD COLUMN reserved_tokens bigint NOT NULL DEFAULT 0,
        ADD COLUMN reserved_cost numeric NOT NULL DEFAULT 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE open_requests DROP COLUMN reserved_tokens, DROP COLUMN reserved_cost');
    await db.query('DROP TABLE api_key_limits');
  }
}

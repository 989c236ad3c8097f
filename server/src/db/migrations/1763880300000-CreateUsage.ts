import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Open rows, the ledger and its sums. Each primary key carries account_id, so that the tables can be spread by account.
 * An open row is written before an upstream is called and goes when the call is settled into the ledger.
 */
export class CreateUsage1763880300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Rows live for seconds: dead ones are swept by count, not by share of the table.
    await db.query(`
      CREATE TABLE open_requests (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        api_key_id uuid NOT NULL,
        model_number integer NOT NULL,
        node_id uuid NOT NULL,
        admitted_at timestamptz NOT NULL,
        input_tokens_estimate bigint NOT NULL,
        CONSTRAINT pk_open_requests PRIMARY KEY (id, account_id)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
              autovacuum_vacuum_cost_delay = 0, vacuum_truncate = off)`);
    await db.query(`
      CREATE TABLE usage_events (
        account_id uuid NOT NULL,
        day date NOT NULL,
        id uuid NOT NULL,
        admitted_at timestamptz NOT NULL,
        api_key_id uuid NOT NULL,
        model_number integer NOT NULL,
        input_tokens bigint NOT NULL,
        output_tokens bigint NOT NULL,
        cached_input_tokens bigint NOT NULL,
        reasoning_tokens bigint NOT NULL,
        source text NOT NULL,
        cost numeric,
        end_reason text NOT NULL,
        latency_ms integer NOT NULL,
        first_byte_ms integer,
        settled_at timestamptz NOT NULL DEFAULT statement_timestamp(),
        CONSTRAINT pk_usage_events PRIMARY KEY (account_id, day, id),
        CONSTRAINT ck_usage_events_tokens CHECK (
          input_tokens >= 0 AND output_tokens >= 0
          AND cached_input_tokens BETWEEN 0 AND input_tokens AND reasoning_tokens BETWEEN 0 AND output_tokens),
        CONSTRAINT ck_usage_events_source CHECK (source IN ('REPORTED', 'ESTIMATED')),
        CONSTRAINT ck_usage_events_end_reason CHECK (end_reason IN ('COMPLETED', 'CLIENT_GONE', 'UPSTREAM_FAILED',
          'UPSTREAM_TIMEOUT', 'KEY_REVOKED', 'SHUTDOWN', 'NODE_LOST'))
      ) PARTITION BY RANGE (day)`);
    // Days get partitions of their own ahead of time; this one only catches what no partition was made for.
    await db.query('CREATE TABLE usage_events_default PARTITION OF usage_events DEFAULT');
    await db.query('CREATE INDEX ix_usage_events_account_admitted ON usage_events (account_id, admitted_at)');
    await db.query(`
      CREATE TABLE usage_slots (
        account_id uuid NOT NULL,
        slot_start timestamptz NOT NULL,
        api_key_id uuid NOT NULL,
        model_number integer NOT NULL,
        requests bigint NOT NULL,
        input_tokens bigint NOT NULL,
        output_tokens bigint NOT NULL,
        cached_input_tokens bigint NOT NULL,
        reasoning_tokens bigint NOT NULL,
        estimated_tokens bigint NOT NULL,
        cost numeric NOT NULL,
        unpriced_requests bigint NOT NULL,
        CONSTRAINT pk_usage_slots PRIMARY KEY (account_id, slot_start, api_key_id, model_number)
      ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1)`);
    await db.query(`
      CREATE TABLE api_key_activity (
        account_id uuid NOT NULL,
        api_key_id uuid NOT NULL,
        last_used_at timestamptz NOT NULL,
        CONSTRAINT pk_api_key_activity PRIMARY KEY (account_id, api_key_id)
      ) WITH (fillfactor = 50)`);
    await this.makeLedgerAppendOnly(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_key_activity');
    await db.query('DROP TABLE usage_slots');
    await db.query('DROP TABLE usage_events');
    await db.query('DROP FUNCTION refuse_ledger_change()');
    await db.query('DROP TABLE open_requests');
  }

  private async makeLedgerAppendOnly(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'usage_events is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await db.query(`
      CREATE TRIGGER tr_usage_events_append_only BEFORE UPDATE OR DELETE ON usage_events
      FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()`);
    await db.query(`
      CREATE TRIGGER tr_usage_events_never_empty BEFORE TRUNCATE ON usage_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Closed days, up to where the sums are proved, and entries that correct the ledger. A correction is booked as in any
 * ledger: the wrong row is taken back by one of the opposite sign, and the right one is added.
 */
export class ProveUsage1763881000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.letTheLedgerBeCorrected(db);
    await db.query(`
      CREATE TABLE usage_days (
        account_id uuid NOT NULL,
        day date NOT NULL,
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
        CONSTRAINT pk_usage_days PRIMARY KEY (account_id, day, api_key_id, model_number)
      )`);
    await db.query(`
      CREATE TABLE usage_folds (
        account_id uuid NOT NULL CONSTRAINT pk_usage_folds PRIMARY KEY,
        time_zone text NOT NULL,
        folded_to date NOT NULL
      )`);
    await db.query(`
      CREATE TABLE usage_late_slots (
        account_id uuid NOT NULL,
        slot_start timestamptz NOT NULL,
        marked_at timestamptz NOT NULL,
        CONSTRAINT pk_usage_late_slots PRIMARY KEY (account_id, slot_start)
      )`);
    await db.query(`
      CREATE TABLE usage_proof (
        id boolean NOT NULL DEFAULT true CONSTRAINT pk_usage_proof PRIMARY KEY CONSTRAINT ck_usage_proof_one CHECK (id),
        closed_up_to timestamptz NOT NULL,
        proved_up_to timestamptz,
        ledger_from date,
        checked_at timestamptz,
        sweep_day date,
        sweep_account uuid
      )`);
    await db.query(`INSERT INTO usage_proof (closed_up_to) VALUES ('-infinity')`);
    // A proof reads all accounts of some hours. Rows come in the order of time, so that a few bytes for many pages do.
    await db.query('CREATE INDEX ix_usage_events_admitted ON usage_events USING brin (admitted_at)');
    await db.query(
      'CREATE INDEX ix_usage_slots_start ON usage_slots USING brin (slot_start) WITH (autosummarize = on)',
    );
    await this.keepPrices(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER tr_model_prices_append_only ON model_prices');
    await db.query('DROP FUNCTION refuse_price_change()');
    await db.query('DROP INDEX ix_usage_slots_start');
    await db.query('DROP INDEX ix_usage_events_admitted');
    for (const table of ['usage_proof', 'usage_late_slots', 'usage_folds', 'usage_days']) {
      await db.query(`DROP TABLE ${table}`);
    }
    await db.query('ALTER TABLE usage_events DROP CONSTRAINT ck_usage_events_tokens');
    await db.query('ALTER TABLE usage_events DROP COLUMN corrects, DROP COLUMN requests');
    await db.query(`
      ALTER TABLE usage_events ADD CONSTRAINT ck_usage_events_tokens CHECK (
        input_tokens >= 0 AND output_tokens >= 0
        AND cached_input_tokens BETWEEN 0 AND input_tokens AND reasoning_tokens BETWEEN 0 AND output_tokens)`);
  }

  private async letTheLedgerBeCorrected(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE usage_events ADD COLUMN requests smallint NOT NULL DEFAULT 1');
    await db.query('ALTER TABLE usage_events ADD COLUMN corrects uuid');
    await db.query('ALTER TABLE usage_events DROP CONSTRAINT ck_usage_events_tokens');
    await db.query(`
      ALTER TABLE usage_events ADD CONSTRAINT ck_usage_events_tokens CHECK (
        (requests = 1 OR requests = -1 AND corrects IS NOT NULL)
        AND requests * input_tokens >= 0 AND requests * output_tokens >= 0
        AND requests * cached_input_tokens BETWEEN 0 AND requests * input_tokens
        AND requests * reasoning_tokens BETWEEN 0 AND requests * output_tokens)`);
  }

  private async keepPrices(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION refuse_price_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'model_prices is append-only: add a price that is valid from a later instant'
          USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await db.query(`
      CREATE TRIGGER tr_model_prices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON model_prices
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_price_change()`);
  }
}

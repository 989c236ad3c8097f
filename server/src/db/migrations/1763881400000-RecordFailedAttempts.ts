import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Upstreams that were asked in vain, apart from the ledger, and how many each call was put to. */
export class RecordFailedAttempts1763881400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE usage_events ADD COLUMN attempts smallint NOT NULL DEFAULT 0');
    await db.query(`
      CREATE TABLE failed_attempts (
        account_id uuid NOT NULL,
        day date NOT NULL,
        request_id uuid NOT NULL,
        number smallint NOT NULL,
        api_key_id uuid NOT NULL,
        model_number integer NOT NULL,
        upstream text NOT NULL,
        outcome text NOT NULL,
        status smallint,
        latency_ms integer NOT NULL,
        CONSTRAINT pk_failed_attempts PRIMARY KEY (account_id, day, request_id, number),
        CONSTRAINT ck_failed_attempts_outcome CHECK (outcome IN ('REFUSED', 'FAILED', 'TIMEOUT'))
      )`);
    await db.query('CREATE INDEX ix_failed_attempts_day ON failed_attempts (day)');
    // What is a month old may go, by whatever cleans up; nothing else may be changed by anybody.
    await db.query(`
      CREATE FUNCTION refuse_attempt_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND OLD.day < (statement_timestamp() AT TIME ZONE 'UTC')::date - 30 THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'failed_attempts is append-only for 30 days' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await db.query(`
      CREATE TRIGGER tr_failed_attempts_append_only BEFORE UPDATE OR DELETE ON failed_attempts
      FOR EACH ROW EXECUTE FUNCTION refuse_attempt_change()`);
    await db.query(`
      CREATE TRIGGER tr_failed_attempts_never_empty BEFORE TRUNCATE ON failed_attempts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_attempt_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE failed_attempts');
    await db.query('DROP FUNCTION refuse_attempt_change()');
    await db.query('ALTER TABLE usage_events DROP COLUMN attempts');
  }
}

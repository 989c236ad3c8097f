import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what to an account. Rows are added and never changed; names stand in them as they were at the time. */
export class CreateAudit1763880500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit_events (
        account_id uuid NOT NULL,
        id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT statement_timestamp(),
        actor_kind text NOT NULL CONSTRAINT ck_audit_events_actor_kind
          CHECK (actor_kind IN ('member', 'accessToken', 'operator', 'system')),
        actor_id uuid,
        actor_name text NOT NULL,
        address text,
        action text NOT NULL,
        subject_id uuid NOT NULL,
        subject_name text NOT NULL,
        detail jsonb NOT NULL,
        CONSTRAINT pk_audit_events PRIMARY KEY (account_id, id)
      )`);
    await db.query('CREATE INDEX ix_audit_events_account_at ON audit_events (account_id, at, id)');
    await db.query(
      'CREATE INDEX ix_audit_events_account_subject ON audit_events (account_id, subject_id, at, id)',
    );
    await db.query(`
      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    await db.query(`
      CREATE TRIGGER tr_audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_events');
    await db.query('DROP FUNCTION refuse_audit_change()');
  }
}

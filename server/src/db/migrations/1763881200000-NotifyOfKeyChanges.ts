import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever makes or changes keys tells every node in the same transaction, also those who forget to. Of more than a
 * thousand keys changed by one statement only a thousand are told: that is an operator's work, not a person's. Both
 * triggers are made at once and need no rewrite; an old server goes on as it did.
 */
export class NotifyOfKeyChanges1763881200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION tell_changed_api_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('keymeter_key_changed', account_id || ' ' || id)
        FROM (SELECT account_id, id FROM changed LIMIT 1000) told;
        RETURN NULL;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER tell_made_api_keys AFTER INSERT ON api_keys REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_api_keys()`);
    await queryRunner.query(`
      CREATE TRIGGER tell_changed_api_keys AFTER UPDATE ON api_keys REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_api_keys()`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER tell_made_api_keys ON api_keys');
    await queryRunner.query('DROP TRIGGER tell_changed_api_keys ON api_keys');
    await queryRunner.query('DROP FUNCTION tell_changed_api_keys');
  }
}

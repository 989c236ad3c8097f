import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts of closed days. Days that are folded have none: they are folded anew, by the job that folds them. */
export class FoldDayParts1763882000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE usage_day_parts (
        account_id uuid NOT NULL,
        day date NOT NULL,
        hours smallint NOT NULL,
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
        CONSTRAINT pk_usage_day_parts PRIMARY KEY (account_id, day, hours, api_key_id, model_number)
      )`);
    // Without these rows nobody reads the days, and the job begins them again from quarters of an hour, which are never dropped.
    await db.query('DELETE FROM usage_folds');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE usage_day_parts');
  }
}

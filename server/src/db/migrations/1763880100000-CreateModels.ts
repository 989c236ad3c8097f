import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The catalogue: what can be called, and for how much. */
export class CreateModels1763880100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE models (
        number integer GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_models PRIMARY KEY,
        id text NOT NULL CONSTRAINT uq_models_id UNIQUE,
        name text NOT NULL,
        provider text NOT NULL,
        kind text NOT NULL CONSTRAINT ck_models_kind
          CHECK (kind IN ('CHAT', 'EMBEDDING', 'COMPLETION', 'RERANK', 'IMAGE', 'AUDIO')),
        context_tokens integer,
        is_available boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE model_prices (
        model_number integer NOT NULL CONSTRAINT fk_model_prices_model REFERENCES models (number),
        valid_from timestamptz NOT NULL,
        input_price numeric NOT NULL CONSTRAINT ck_model_prices_input CHECK (input_price >= 0),
        output_price numeric NOT NULL CONSTRAINT ck_model_prices_output CHECK (output_price >= 0),
        cached_input_price numeric CONSTRAINT ck_model_prices_cached CHECK (cached_input_price >= 0),
        CONSTRAINT pk_model_prices PRIMARY KEY (model_number, valid_from)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE model_prices');
    await db.query('DROP TABLE models');
  }
}

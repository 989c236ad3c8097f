import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The gateway processes that are alive, and which of them obeyed a revocation. */
export class CreateNodes1763880400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE nodes (
        id uuid NOT NULL CONSTRAINT pk_nodes PRIMARY KEY,
        name text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        heartbeat_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE revocation_acknowledgements (
        api_key_id uuid NOT NULL CONSTRAINT fk_revocation_acknowledgements_api_key REFERENCES api_keys (id),
        node_id uuid NOT NULL,
        acknowledged_at timestamptz NOT NULL,
        streams_ended integer NOT NULL,
        CONSTRAINT pk_revocation_acknowledgements PRIMARY KEY (api_key_id, node_id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE revocation_acknowledgements');
    await db.query('DROP TABLE nodes');
  }
}

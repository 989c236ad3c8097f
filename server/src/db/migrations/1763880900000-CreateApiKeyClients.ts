import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which programs use a key, so that its owner knows who would notice its end. Never a whole address. */
export class CreateApiKeyClients1763880900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE api_key_clients (
        account_id uuid NOT NULL,
        api_key_id uuid NOT NULL,
        client text NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT pk_api_key_clients PRIMARY KEY (account_id, api_key_id, client)
      )`);
    await db.query('CREATE INDEX ix_api_key_clients_seen ON api_key_clients (last_seen_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE api_key_clients');
  }
}

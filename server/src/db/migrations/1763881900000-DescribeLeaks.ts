import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a key was found that is disabled as leaked. */
export class DescribeLeaks1763881900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE api_keys ADD COLUMN leak_source text, ADD COLUMN leak_url text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE api_keys DROP COLUMN leak_source, DROP COLUMN leak_url');
  }
}

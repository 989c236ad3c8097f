import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A name of its own for each database: what a node keeps on its disk says which one it belongs to. */
export class NameInstallation1763881100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE usage_proof ADD COLUMN installation_id uuid');
    await db.query('UPDATE usage_proof SET installation_id = gen_random_uuid()');
    await db.query('ALTER TABLE usage_proof ALTER COLUMN installation_id SET NOT NULL');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE usage_proof DROP COLUMN installation_id');
  }
}

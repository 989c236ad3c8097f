import type { EmbeddedPostgres } from '../db/embedded/embeddedPostgres';

/** What globalSetup leaves for globalTeardown: both run in the process that starts the workers. */
export interface TestCluster {
  readonly dataDir: string;
  readonly postgres: EmbeddedPostgres;
}

declare global {
  var keymeterTestCluster: TestCluster | undefined;
}

/** The database that every test database is copied from. Nobody may connect to it. */
export const TEMPLATE_DATABASE = 'template_keymeter';

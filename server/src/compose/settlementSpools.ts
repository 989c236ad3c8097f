import { randomUUID } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { NodeRepository } from '../nodes/node.repository';
import type { Logger } from '../platform/logger';
import { systemErrorCode } from '../platform/systemErrorCode';
import { OrphanedSpools, spoolFile } from '../usage/orphanedSpools';
import type { SettlementQueue } from '../usage/settlementQueue';
import { SettlementSpool } from '../usage/settlementSpool';

export interface SpoolPlace {
  /** The data folder of this machine. */
  readonly dataDir: string;
  /** Of the database. */
  readonly installationId: string;
  readonly nodeId: string;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 5_000;

/**
 * Where this node keeps settlements while the database is away. Nothing is written before that, so a folder that cannot be
 * written is told now.
 */
export async function openSpool({
  dataDir,
  installationId,
  nodeId,
  logger,
}: SpoolPlace): Promise<SettlementSpool> {
  await assertWritable(dataDir).catch((error: unknown) =>
    logger.warn(
      { err: error },
      'DATA_DIR cannot be written: calls that end while the database is away will end with an error.',
    ),
  );
  return new SettlementSpool({
    file: spoolFile({ folder: folderOf(dataDir), installationId, nodeId }, randomUUID()),
    onError: (error) => logger.warn({ err: error }, 'A spool of settlements could not be cut.'),
  });
}

/** Settles what dead nodes have left on this machine, now and every five seconds. @returns what stops it. */
export function watchOrphanedSpools(
  { dataDir, installationId, nodeId, logger }: SpoolPlace,
  settlements: SettlementQueue,
  nodes: NodeRepository,
): () => Promise<void> {
  const orphans = new OrphanedSpools({
    folder: folderOf(dataDir),
    installationId,
    nodeId,
    newId: randomUUID,
    listAlive: (ids) => nodes.listAlive(ids),
    settle: (settlement, giveUpAfterMs) => settlements.settle(settlement, giveUpAfterMs),
    onReplayed: (count) => logger.info({ count }, 'Settlements that a dead node had kept are in the ledger.'),
    onDamaged: (file, reason) => logger.error({ file, reason }, 'A spool of settlements is damaged.'),
  });
  let running: Promise<void> | null = null;
  const look = (): void => {
    running ??= orphans
      .look()
      .catch((error: unknown) =>
        logger.warn({ err: error }, 'A spool could not be settled; it is tried again.'),
      )
      .finally(() => {
        running = null;
      });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Asks the folder, or the one that it will be made in. */
async function assertWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || folder === path.dirname(folder)) throw error;
    await assertWritable(path.dirname(folder));
  }
}

function folderOf(dataDir: string): string {
  return path.join(dataDir, 'spool');
}

import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '../platform/domainError';
import { systemErrorCode } from '../platform/systemErrorCode';
import type { Settle, Settlement } from './settlement';
import { SettlementTooOld } from './settlement.errors';
import { readSpool } from './spoolRecord';

export interface OrphanedSpoolsOptions {
  readonly folder: string;
  /** Which database the settlements belong to: processes of several may share a folder. */
  readonly installationId: string;
  readonly nodeId: string;
  /** A name of its own for every file that is taken over. */
  readonly newId: () => string;
  /** Of these nodes, those that are alive. */
  readonly listAlive: (nodeIds: readonly string[]) => Promise<readonly string[]>;
  readonly settle: Settle;
  /** Told what was done, and what an operator has to look at. */
  readonly onReplayed: (count: number) => void;
  readonly onDamaged: (file: string, reason: string) => void;
}

const MOST_FILES = 100;
const AT_A_TIME = 500;
const SETTLE_WITHIN_MS = 10_000;
const FILE_NAME = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f-]{36})\.spool$/;

/** The spool of a node: its owner stands in the name. */
export function spoolFile(
  { folder, installationId, nodeId }: Pick<OrphanedSpoolsOptions, 'folder' | 'installationId' | 'nodeId'>,
  id: string,
): string {
  return path.join(folder, `${installationId}.${nodeId}.${id}.spool`);
}

/**
 * Settles what nodes that died have left in their spools on this machine. A spool is taken over by giving it this node's
 * name, which one process can do; when this one dies half-way, the next takes it over. The ledger counts each call once,
 * however often it comes.
 */
export class OrphanedSpools {
  /** Taken over and not settled yet. */
  private taken: string[] = [];

  constructor(private readonly options: OrphanedSpoolsOptions) {}

  /**
   * Looks once, at no more than a hundred spools.
   *
   * @throws the first failure, after all were tried: the database is away, or a file cannot be read. They are tried again.
   */
  async look(): Promise<void> {
    await this.takeOver();
    const failures: unknown[] = [];
    for (const file of this.taken) await this.replay(file).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  private async takeOver(): Promise<void> {
    const { folder, installationId, nodeId } = this.options;
    const spools = (await namesIn(folder))
      .flatMap((name) => {
        const [, installation, owner] = FILE_NAME.exec(name) ?? [];
        return installation === installationId && owner && owner !== nodeId ? { name, owner } : [];
      })
      .slice(0, MOST_FILES);
    if (spools.length === 0) return;
    const alive = new Set(await this.options.listAlive([...new Set(spools.map(({ owner }) => owner))]));
    for (const { name } of spools.filter(({ owner }) => !alive.has(owner))) {
      const mine = spoolFile(this.options, this.options.newId());
      if (await moved(path.join(folder, name), mine)) this.taken = [...this.taken, mine];
    }
  }

  private async replay(file: string): Promise<void> {
    const { settlements, damagedLines } = readSpool(await readFile(file));
    let refused = 0;
    for (let i = 0; i < settlements.length; i += AT_A_TIME) {
      refused += await this.settleAll(settlements.slice(i, i + AT_A_TIME));
    }
    if (damagedLines + refused === 0) await rm(file, { force: true });
    else {
      await rename(file, `${file}.damaged`);
      const reason = `${damagedLines} records cannot be read, ${refused} are refused by the ledger`;
      this.options.onDamaged(`${file}.damaged`, reason);
    }
    this.taken = this.taken.filter((taken) => taken !== file);
    this.options.onReplayed(settlements.length - refused);
  }

  /** @returns how many the ledger does not take. @throws when one was not settled in time. */
  private async settleAll(settlements: readonly Settlement[]): Promise<number> {
    const outcomes = await Promise.allSettled(
      settlements.map((settlement) => this.options.settle(settlement, SETTLE_WITHIN_MS)),
    );
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    const away = failures.find(
      (reason) => reason instanceof DomainError && !(reason instanceof SettlementTooOld),
    );
    if (away) throw away;
    return failures.length;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** @returns false when another process was quicker. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

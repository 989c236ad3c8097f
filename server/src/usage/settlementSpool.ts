import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../platform/makeFolder';
import { systemErrorCode } from '../platform/systemErrorCode';
import type { Settlement } from './settlement';
import { writeSpoolRecord } from './spoolRecord';

export interface SettlementSpoolOptions {
  /** The folder is made when the first record comes. */
  readonly file: string;
  /** Most bytes of records that are not settled yet. */
  readonly maxBytes?: number;
  /** Told when records that are settled could not be taken away; they are settled once more then, which changes nothing. */
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  readonly id: string;
  readonly record: Buffer;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** A record has about 500 bytes: as many as may wait in memory. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Keeps settlements on this machine's disk while the database is away. A record is safe once `append` resolves: it was
 * written and synced, together with all that came meanwhile. When every record is settled the file is emptied. It holds
 * ids and numbers, never a secret, a prompt or an answer. One file has one writer.
 */
export class SettlementSpool {
  private handle: FileHandle | null = null;
  private bytes = 0;
  private waiting: Waiting[] = [];
  private working: Promise<void> | null = null;
  /** Written and not settled. */
  private readonly kept = new Set<string>();
  /** On their way to the disk; true when they were settled meanwhile. */
  private readonly coming = new Map<string, boolean>();

  constructor(private readonly options: SettlementSpoolOptions) {}

  /** Resolves once the settlement is on the disk. @throws Error when it is full or cannot be written. */
  append(settlement: Settlement): Promise<void> {
    return new Promise((done, failed) => {
      const id = settlement.requestId;
      this.waiting.push({ id, record: writeSpoolRecord(settlement), done, failed });
      this.coming.set(id, false);
      this.working ??= this.work();
    });
  }

  /** The settlement is in the ledger: its record is not needed any more. Calls that were never kept are fine too. */
  forget(requestId: string): void {
    if (this.coming.has(requestId)) this.coming.set(requestId, true);
    if (this.kept.delete(requestId) && this.kept.size === 0) this.working ??= this.work();
  }

  /** Lets go of the file. It stays when something in it is not settled: the next process here takes it over. */
  async close(): Promise<void> {
    await this.working;
    await this.handle?.close();
    this.handle = null;
  }

  private async work(): Promise<void> {
    // Whatever comes in the same turn of the event loop is synced together.
    await Promise.resolve();
    while (this.waiting.length > 0 || (this.kept.size === 0 && this.handle !== null)) {
      const batch = this.waiting.splice(0);
      if (batch.length === 0) await this.removeSettled().catch(this.options.onError);
      else await this.write(batch);
      for (const { id } of batch) this.coming.delete(id);
    }
    this.working = null;
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    const [fitting, rest] = this.cut(batch);
    for (const { failed } of rest) failed(new Error(`The spool ${this.options.file} is full.`));
    if (fitting.length === 0) return;
    try {
      await this.writeDurably(Buffer.concat(fitting.map(({ record }) => record)));
    } catch (error) {
      for (const { failed } of fitting) failed(error);
      // What was written of it is overwritten by the next record, or is a torn end, which no reader takes for a record.
      await this.handle?.truncate(this.bytes).catch(this.options.onError);
      return;
    }
    for (const { id, done } of fitting) {
      if (!this.coming.get(id)) this.kept.add(id);
      done();
    }
  }

  private cut(batch: readonly Waiting[]): [Waiting[], Waiting[]] {
    let bytes = this.bytes;
    const fits = ({ record }: Waiting): boolean => {
      bytes += record.length;
      return bytes <= (this.options.maxBytes ?? MAX_BYTES);
    };
    const fitting = batch.filter(fits);
    return [fitting, batch.filter((waiting) => !fitting.includes(waiting))];
  }

  /** After a write that failed half-way the next one begins at the same place. */
  private async writeDurably(records: Buffer): Promise<void> {
    const handle = await this.opened();
    for (let done = 0; done < records.length; ) {
      done += (await handle.write(records, done, records.length - done, this.bytes + done)).bytesWritten;
    }
    await handle.datasync();
    this.bytes += records.length;
    if (await this.isMine(handle)) return;
    // Another process took this one for dead and the file away; what was written before is in its hands.
    await handle.close();
    this.handle = null;
    this.bytes = 0;
    await this.writeDurably(records);
  }

  private async isMine(handle: FileHandle): Promise<boolean> {
    const [here, there] = await Promise.all([
      handle.stat(),
      stat(this.options.file).catch((error: unknown) => {
        if (systemErrorCode(error) === 'ENOENT') return null;
        throw error;
      }),
    ]);
    return there !== null && there.ino === here.ino;
  }

  private async opened(): Promise<FileHandle> {
    if (this.handle) return this.handle;
    const folder = path.dirname(this.options.file);
    makeFolder(folder, 0o700);
    const handle = await open(this.options.file, 'w', 0o600);
    this.handle = handle;
    this.bytes = 0;
    // The name has to outlast a power cut as well.
    const parent = await open(folder, 'r');
    await parent.sync().finally(() => parent.close());
    return handle;
  }

  private async removeSettled(): Promise<void> {
    const { handle } = this;
    this.handle = null;
    this.bytes = 0;
    await handle?.close();
    await rm(this.options.file, { force: true });
  }
}

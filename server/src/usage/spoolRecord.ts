import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { isUuid } from '../platform/uuid';
import { END_REASONS, type Settlement } from './settlement';

/** What a spool's bytes come to. */
export interface SpoolContent {
  readonly settlements: readonly Settlement[];
  /** Whole lines that are no records: somebody or something has changed them. */
  readonly damagedLines: number;
}

const uuid = z.string().refine(isUuid);
const count = z.number().int().nonnegative();
/** Fields that a later version adds are kept. */
const settlementSchema = z.looseObject({
  requestId: uuid,
  accountId: uuid,
  apiKeyId: uuid,
  modelNumber: count,
  admittedAtUs: z.string().regex(/^\d{1,18}$/),
  usedOldSecret: z.boolean(),
  usage: z.looseObject({
    inputTokens: count,
    outputTokens: count,
    cachedInputTokens: count,
    reasoningTokens: count,
    source: z.enum(['REPORTED', 'ESTIMATED']),
  }),
  endReason: z.enum(END_REASONS),
  latencyMs: z.number().nonnegative(),
  firstByteMs: z.number().nonnegative().nullable(),
  attempts: z
    .looseObject({
      count,
      failed: z.array(
        z.looseObject({
          number: count,
          upstream: z.string(),
          outcome: z.enum(['REFUSED', 'FAILED', 'TIMEOUT']),
          status: count.nullable(),
          latencyMs: count,
        }),
      ),
    })
    .optional(),
});

/** One settlement as a line: its CRC32 in eight hexadecimal digits, a blank, its JSON. */
export function writeSpoolRecord(settlement: Settlement): Buffer {
  const json = JSON.stringify(settlement);
  return Buffer.from(`${checksum(json)} ${json}\n`);
}

/** Reads all whole records. What follows the last line end was never confirmed, and is left out. */
export function readSpool(bytes: Buffer): SpoolContent {
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  const settlements = lines.flatMap((line) => readLine(line) ?? []);
  return { settlements, damagedLines: lines.length - settlements.length };
}

function readLine(line: string): Settlement | null {
  const json = line.slice(9);
  if (line.slice(0, 9) !== `${checksum(json)} `) return null;
  const parsed = settlementSchema.safeParse(JSON.parse(json));
  if (!parsed.success) return null;
  const { attempts, ...settlement } = parsed.data;
  return attempts ? { ...settlement, attempts } : settlement;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

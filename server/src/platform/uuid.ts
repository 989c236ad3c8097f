import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from './clock';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Twelve bits count the ids of one millisecond. */
const IDS_PER_MS = 4096;

/**
 * A maker of UUIDs of version 7 (RFC 9562): 48 bits of time in milliseconds, a 12-bit counter, 62 random bits.
 * Ids of one maker sort in the order in which they were made, also when its clock jumps back. Indexes stay dense so.
 */
export function createUuidMaker(now: Clock = systemClock): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = now().getTime();
    if (ms > lastMs) {
      lastMs = ms;
      counter = 0;
    } else if (counter + 1 < IDS_PER_MS) {
      counter += 1;
    } else {
      lastMs += 1;
      counter = 0;
    }
    return format(lastMs, counter);
  };
}

/** A new id for anything that needs one, later than every id that this process made before. */
export const newUuid = createUuidMaker();

/** True for any UUID in its usual form. What is not one is no id of ours and need not be asked for. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function format(ms: number, counter: number): string {
  const time = ms.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  // The tail of a random UUID has the variant bits in the right place.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomUUID().slice(19)}`;
}

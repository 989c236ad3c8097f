const LF = 10;
const CR = 13;
const BLANK_LINE = Buffer.from('\n\n');
const DATA_FIELD = 'data: ';
/** What one event may hold. Real ones have a few hundred bytes; tool calls and images some ten thousand. */
const MAX_EVENT_BYTES = 1_048_576;

/** One event as it came: putting the `raw` bytes of all events after each other gives the stream back. */
export interface ServerSentEvent {
  readonly raw: Buffer;
  /** The `data` lines joined by line feeds; null for comments, blank lines and empty data. */
  readonly data: string | null;
  /** The `event` field; null when it has none. */
  readonly name: string | null;
}

/** The upstream sent an event that nobody could want to keep in memory. */
export class EventTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`An event is larger than ${maxBytes} bytes.`);
    this.name = 'EventTooLarge';
  }
}

/**
 * Splits a stream of server-sent events (WHATWG HTML, section 9.2) at its blank lines, however it was cut into chunks.
 * Lines may end in LF, CRLF or CR. Memory is bounded by one event.
 */
export class EventSplitter {
  private parts: Buffer[] = [];
  private partBytes = 0;
  private isLineEmpty = true;
  private isAfterCr = false;
  /** A blank line ended in CR: the event is complete, but a LF that belongs to it may follow. */
  private isEventComplete = false;

  constructor(private readonly maxEventBytes = MAX_EVENT_BYTES) {}

  /**
   * The events that this chunk completes.
   *
   * @throws EventTooLarge when one event passes the bound.
   */
  push(chunk: Buffer): ServerSentEvent[] {
    // Nearly every chunk is so: it begins an event, and its lines end in LF.
    return this.partBytes === 0 && !chunk.includes(CR) ? this.pushPlain(chunk) : this.pushAny(chunk);
  }

  private pushPlain(chunk: Buffer): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let start = 0;
    while (start < chunk.length) {
      const end = endOfEvent(chunk, start);
      if (end === null) break;
      events.push(this.take(chunk.subarray(start, end)));
      start = end;
    }
    if (start === chunk.length) return events;
    this.keep(chunk.subarray(start));
    this.isLineEmpty = chunk[chunk.length - 1] === LF;
    return events;
  }

  private pushAny(chunk: Buffer): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.isEventComplete) {
        const end = byte === LF ? at + 1 : at;
        events.push(this.take(chunk.subarray(start, end)));
        start = end;
        if (byte === LF) continue;
      }
      if (this.endsEvent(byte)) {
        events.push(this.take(chunk.subarray(start, at + 1)));
        start = at + 1;
      }
    }
    this.keep(chunk.subarray(start));
    return events;
  }

  /** What is left when the stream ends. A last event without its blank line counts, and gets one. */
  end(): ServerSentEvent[] {
    if (this.partBytes === 0) return [];
    if (!this.isEventComplete) this.keep(Buffer.from('\n\n'));
    return [this.take(Buffer.alloc(0))];
  }

  /** Moves on by one byte. True when it ends an event for certain. */
  private endsEvent(byte: number | undefined): boolean {
    const isSecondOfCrLf = byte === LF && this.isAfterCr;
    this.isAfterCr = byte === CR;
    if (isSecondOfCrLf) return false;
    const isLineEnd = byte === LF || byte === CR;
    const isBlankLine = isLineEnd && this.isLineEmpty;
    this.isLineEmpty = isLineEnd;
    if (isBlankLine && byte === CR) this.isEventComplete = true;
    return isBlankLine && byte === LF;
  }

  private keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.partBytes += bytes.length;
    this.checkSize(this.partBytes);
  }

  private take(last: Buffer): ServerSentEvent {
    this.checkSize(this.partBytes + last.length);
    const raw = this.parts.length === 0 ? last : Buffer.concat([...this.parts, last]);
    this.parts = [];
    this.partBytes = 0;
    this.isLineEmpty = true;
    this.isAfterCr = false;
    this.isEventComplete = false;
    return readEvent(raw);
  }

  private checkSize(bytes: number): void {
    if (bytes > this.maxEventBytes) throw new EventTooLarge(this.maxEventBytes);
  }
}

function readEvent(raw: Buffer): ServerSentEvent {
  const text = raw.toString('utf8');
  const data = onlyData(text);
  return data === null ? readFields(raw, text) : { raw, data: data || null, name: null };
}

/** The data of an event that is one line of it, as nearly all are; null for every other one. */
function onlyData(text: string): string | null {
  const end = text.length - BLANK_LINE.length;
  return text.startsWith(DATA_FIELD) && text.indexOf('\n') === end && !text.includes('\r')
    ? text.slice(DATA_FIELD.length, end)
    : null;
}

function readFields(raw: Buffer, text: string): ServerSentEvent {
  const data: string[] = [];
  let name: string | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    if (line.startsWith('data')) {
      const value = fieldValue(line, 'data');
      if (value !== null) data.push(value);
    } else if (line.startsWith('event')) {
      name = fieldValue(line, 'event') ?? name;
    }
  }
  return { raw, data: data.join('\n') || null, name };
}

/** Behind the blank line of the event that begins at `start`; null while there is none. A blank line is one by itself. */
function endOfEvent(chunk: Buffer, start: number): number | null {
  if (chunk[start] === LF) return start + 1;
  const blankLine = chunk.indexOf(BLANK_LINE, start);
  return blankLine < 0 ? null : blankLine + BLANK_LINE.length;
}

/** `data: x`, `data:x` and `data` are the field data; `database: x` is another one. */
function fieldValue(line: string, field: string): string | null {
  if (line.length === field.length) return '';
  if (line[field.length] !== ':') return null;
  const start = line[field.length + 1] === ' ' ? field.length + 2 : field.length + 1;
  return line.slice(start);
}

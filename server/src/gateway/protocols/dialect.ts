import type { ReportedUsage } from '../metering/reportedUsage';
import type { ServerSentEvent } from '../openai/serverSentEvents';
import type { ModelRequest } from './clientProtocol';

/**
 * How a call of one client protocol is put to one kind of upstream, and how its answer comes back: word for word where
 * both speak the same, a translation otherwise.
 */
export interface Dialect {
  /** Below the upstream's base address, such as `/chat/completions`. */
  readonly path: string;
  /**
   * Looks whether all of the request can be said to this kind of upstream; missing where all can.
   *
   * @throws GatewayRefusal INVALID_REQUEST naming the field that this kind of upstream has nothing for.
   */
  readonly check?: (request: ModelRequest) => void;
  /**
   * The body for the upstream: what was checked, written anew. So a field that stood twice stands once, and the model
   * that was permitted is the model that is asked.
   *
   * @param maxOutputTokens the longest answer that the model can give there; null or not there when nobody said.
   * @throws GatewayRefusal as `check` does.
   */
  upstreamBody(request: ModelRequest, upstreamModel: string, maxOutputTokens?: number | null): Buffer;
  /** For one answer. It may remember what it has read. */
  newReader(request: ModelRequest): AnswerReader;
}

/** Reads the answer of an upstream, piece by piece, and writes what the client gets of it. */
export interface AnswerReader {
  /** An answer in one piece. */
  readWhole(body: Buffer): AnswerPart;
  /** One event of a stream that carries data. Comments pass by without this. */
  readEvent(event: ServerSentEvent, data: string): AnswerPart;
}

/** What a piece of an answer says. */
export interface AnswerPart {
  /** What the client gets of it, one event or several; null for nothing. */
  readonly shown: Buffer | null;
  /** What the upstream has reported so far, in all; null when this piece reports nothing that can be believed. */
  readonly usage: ReportedUsage | null;
  /** Everything that the model wrote here: what is said, thought, refused and called. */
  readonly texts: readonly string[];
  /** The stream is complete: `shown` is held back until the call is on record. */
  readonly isLast: boolean;
  /** What is wrong with the answer, for the log; null when nothing is. Nothing of it is shown then. */
  readonly problem: string | null;
}

/** A piece that cannot be used. */
export function badPart(problem: string): AnswerPart {
  return { shown: null, usage: null, texts: [], isLast: false, problem };
}

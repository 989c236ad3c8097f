import type { TextTally } from '../metering/textTally';
import type { JsonObject } from '../openai/isJsonObject';
import type { ErrorAnswer } from '../openai/openAiErrorBody';

export type ProtocolName = 'chat' | 'completions' | 'embeddings' | 'responses' | 'messages' | 'rerank';

/** One way in which programs speak to the gateway: how a body is read, and how a program is told of an error. */
export interface ClientProtocol {
  readonly name: ProtocolName;
  /**
   * Reads a body, once.
   *
   * @throws GatewayRefusal INVALID_REQUEST naming the field and what is allowed.
   */
  readRequest(body: Buffer): ModelRequest;
  readonly errors: ErrorForm;
}

/** A call that may be asked for. What is not named here goes to the upstream as the client wrote it. */
export interface ModelRequest {
  readonly modelId: string;
  readonly wantsStream: boolean;
  /** The client itself asked for the usage at the end of the stream. */
  readonly wantsUsage: boolean;
  /** What the model has to read, for estimates. */
  readonly prompt: TextTally;
  /**
   * What the prompt may come to, in tokens: no token is shorter than a byte of the body, and what the body only points to
   * counts for a large image each.
   */
  readonly inputTokensAtMost: number;
  /** What one answer may come to, in tokens; null when the client sets no bound. */
  readonly outputTokensAtMost: number | null;
  /** How many answers are wanted. */
  readonly choices: number;
  /** All that the client sent, each name once. What goes upstream is written from this and from nothing else. */
  readonly body: JsonObject;
}

/** How the errors of a protocol are written. */
export interface ErrorForm {
  /** A whole answer. */
  whole(error: ErrorAnswer, requestId: string): WrittenError;
  /** The last event of a stream whose status is already sent. */
  event(error: ErrorAnswer, requestId: string): Buffer;
}

export interface WrittenError {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

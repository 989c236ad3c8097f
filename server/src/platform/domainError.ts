import type { ErrorCode } from '@keymeter/shared';

/** What a stranger may read beside the message of a refusal. */
export interface RefusalDetails {
  /** The input at fault, as the caller spelled it, such as `input.name`. */
  readonly field?: string;
  /** The id of the object that the refusal is about, when it may be known to the caller. */
  readonly id?: string;
}

/**
 * A refusal that a caller caused or can act on. Message and details are for strangers; `cause` is for our logs only.
 * Everything else that is thrown counts as a fault of ours: the edges hide it and log it once.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: RefusalDetails = {},
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
    this.name = 'DomainError';
  }
}

/** A value that is missing, malformed or out of bounds. The message names what is allowed. */
export function invalidInput(field: string, message: string): DomainError {
  return new DomainError('INVALID_INPUT', message, { field });
}

import type { Logger } from './logger';

/** Closes one thing. The signal fires when its time is over; what it does later than that is not waited for. */
export type Close = (signal: AbortSignal) => Promise<void>;

export interface ClosingStep {
  /** In the words of a log line: `database pool`. */
  readonly name: string;
  /** How long this step may take, in milliseconds; the deadline of the whole may leave it less. */
  readonly withinMs: number;
  readonly close: Close;
}

export interface ShutdownOptions {
  /** How long all steps may take together, in milliseconds. */
  readonly deadlineMs: number;
  readonly logger: Logger;
}

/** Even a step that comes after the deadline gets this long, since the oldest steps matter to others most. */
const LEAST_MS = 250;

/** Remembers what was opened and closes it, newest first. A step that fails or overruns does not stop the others. */
export class Shutdown {
  readonly #steps: ClosingStep[] = [];
  readonly #options: ShutdownOptions;
  #closing: Promise<boolean> | null = null;

  constructor(options: ShutdownOptions) {
    this.#options = options;
  }

  /** Add a step as soon as there is something to close, also when what comes next may fail. */
  add(step: ClosingStep): void {
    this.#steps.push(step);
  }

  /** Closes everything, once: later calls wait for the same end. True when every step ended well and in time. */
  close(): Promise<boolean> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<boolean> {
    const { deadlineMs, logger } = this.#options;
    const endsAt = performance.now() + deadlineMs;
    let isClean = true;
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      const leftMs = Math.max(endsAt - performance.now(), LEAST_MS);
      const failure = await failureOf(step, Math.min(step.withinMs, leftMs));
      if (failure === null) logger.debug({ step: step.name }, 'closed');
      else logger.error({ step: step.name, err: failure }, 'could not be closed');
      isClean &&= failure === null;
    }
    return isClean;
  }
}

/** Null when the step ended well within this time. Never throws. */
async function failureOf(step: ClosingStep, withinMs: number): Promise<unknown> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const overrun = new Promise<Error>((resolve) => {
    timer = setTimeout(() => {
      const failure = new Error(`took longer than ${Math.round(withinMs)} ms`);
      abort.abort(failure);
      resolve(failure);
    }, withinMs);
  });
  try {
    return await Promise.race([Promise.resolve(step.close(abort.signal)).then(() => null), overrun]);
  } catch (error) {
    return error ?? new Error('failed without a reason');
  } finally {
    clearTimeout(timer);
  }
}

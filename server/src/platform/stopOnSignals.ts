import type { Logger } from './logger';
import type { Shutdown } from './shutdown';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * A terminal and npm both pass on one Ctrl-C, so that it arrives twice. Signals this close together,
 * in milliseconds, count as one.
 */
const SAME_SIGNAL_MS = 1_000;

/** The part of `process` that is needed, so that tests can send signals of their own. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}

export interface StopOptions {
  readonly shutdown: Shutdown;
  readonly logger: Logger;
  readonly source: SignalSource;
}

/**
 * On the first signal closes everything and exits: with 0 when all ended well, else with 1.
 * A second signal exits at once with 1. Returns how to stop listening.
 */
export function stopOnSignals({ shutdown, logger, source }: StopOptions): () => void {
  let firstAt: number | null = null;
  const onSignal = () => {
    if (firstAt === null) {
      firstAt = performance.now();
      logger.info('stopping; a second signal stops at once');
      void shutdown.close().then((isClean) => source.exit(isClean ? 0 : 1));
    } else if (performance.now() - firstAt >= SAME_SIGNAL_MS) {
      logger.warn('stopped at once by a second signal');
      source.exit(1);
    }
  };
  for (const signal of SIGNALS) source.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) source.off(signal, onSignal);
  };
}

import pino, { type DestinationStream, type Logger as PinoLogger } from 'pino';
import type { Config } from './config';
import { loggableFields } from './loggable';
import { redactText } from './redact';

export type Logger = PinoLogger;

const STANDARD_OUTPUT = 1;
const MOST_WAITING_BYTES = 1024 * 1024;

export interface LoggerOptions {
  readonly level: Config['logLevel'];
  /** Stands in each line, so that lines of several processes can be told apart. */
  readonly nodeName: string;
}

/**
 * A logger of JSON lines. No line shows a field named like a secret, at any depth and in any cause, nor anything
 * that looks like one of our keys or tokens, a provider's key or an Authorization value, wherever it stands.
 * Standard output is the default destination.
 */
export function createLogger({ level, nodeName }: LoggerOptions, destination?: DestinationStream): Logger {
  const logger = pino(
    {
      level,
      base: { node: nodeName },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Errors are copied by loggableFields; pino's own way would fold the causes into one text.
      serializers: { err: (copied: unknown) => copied },
      formatters: { level: (label) => ({ level: label }), log: loggableFields },
      hooks: { streamWrite: redactText },
    },
    destination ?? logFile(STANDARD_OUTPUT),
  );
  return withCleanBindings(logger);
}

/**
 * Writes to an open file. What cannot be written, for want of room or because the reader has gone, waits up to a megabyte and
 * is lost then: whoever logs is never told, least of all by an end of the process.
 */
export function logFile(fd: number): DestinationStream {
  const file = pino.destination({ fd, sync: true, maxLength: MOST_WAITING_BYTES });
  file.on('error', () => {});
  return file;
}

/** pino formats the fields of a child without `formatters`, so they are cleaned before it sees them. */
function withCleanBindings(logger: Logger): Logger {
  const { child, setBindings } = logger;
  // Children inherit from their parent, so that theirs are cleaned too. The cast keeps pino's generic signature.
  logger.child = function (this: Logger, bindings, options) {
    return child.call(this, loggableFields(bindings), options);
  } as Logger['child'];
  logger.setBindings = function (this: Logger, bindings) {
    setBindings.call(this, loggableFields(bindings));
  };
  return logger;
}

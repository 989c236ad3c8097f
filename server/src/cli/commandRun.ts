import type { Config } from '../platform/config';
import type { CommandServices, OpenServices } from './commandServices';

/** What the command line has of the world around it. */
export interface CommandEnvironment {
  /** @throws ConfigError with every mistake. */
  readonly readConfig: () => Config;
  readonly openServices: OpenServices;
  /** The first line of standard input. */
  readonly readLine: () => Promise<string>;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Shows a person at a terminal how far a long command is, in place of what was shown before; nothing elsewhere. */
  readonly showProgress: (line: string) => void;
}

/** What a command has done, for programs and for people. */
export interface CommandResult {
  /** The one value that --json prints. */
  readonly json: unknown;
  /** What is printed without it; no line end behind it. */
  readonly text: string;
  /** Set when the command did its work and found something wrong: it exits with 1 and this line. */
  readonly fault?: string;
}

/** What every command is asked with. */
export interface OutputOptions {
  readonly json?: true;
}

/** What a command was to find out, and found wrong. */
class FaultFound extends Error {}

/** Runs the work of one command and prints what came of it. */
export class CommandRun {
  constructor(readonly environment: CommandEnvironment) {}

  /** Opens the services for this work only and closes them, also when it fails. */
  async withServices(
    output: OutputOptions,
    work: (services: CommandServices) => Promise<CommandResult>,
  ): Promise<void> {
    const services = await this.environment.openServices(this.environment.readConfig());
    let result: CommandResult;
    try {
      result = await work(services);
    } finally {
      await services.close();
    }
    this.print(output, result);
  }

  /** @throws FaultFound after printing, when the result tells of a fault. */
  print(output: OutputOptions, { json, text, fault }: CommandResult): void {
    this.environment.showProgress('');
    this.environment.writeOut(`${output.json ? JSON.stringify(json) : text}\n`);
    if (fault !== undefined) throw new FaultFound(fault);
  }
}

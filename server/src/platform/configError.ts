/** One thing that is wrong with the configuration. The message says what is wrong and what is allowed. */
export interface ConfigMistake {
  /** The variable, or the place in the configuration file, such as `upstreams[0].baseUrl`. */
  readonly name: string;
  readonly message: string;
}

/** Every mistake of a configuration at once. No message repeats a value, since any value may be a secret. */
export class ConfigError extends Error {
  readonly mistakes: readonly ConfigMistake[];

  constructor(mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(mistakeLine);
    super(
      `${countOf(mistakes.length)} in the configuration:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** `PORT: is not a whole number; allowed: 0 to 65535` */
export function mistakeLine(mistake: ConfigMistake): string {
  return `${mistake.name}: ${mistake.message}`;
}

/** The sentence that every mistake is told in. */
export function wrong(problem: string, allowed: string): string {
  return `${problem}; allowed: ${allowed}`;
}

function countOf(mistakes: number): string {
  return mistakes === 1 ? '1 mistake' : `${mistakes} mistakes`;
}

export interface BenchOptions {
  /** Everything small: to see that it works, not to measure. */
  readonly isQuick: boolean;
  /** Events of the usage benchmark. */
  readonly events: number;
  readonly tell: (line: string) => void;
}

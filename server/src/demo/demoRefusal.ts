/** A request that the demo upstream refuses, as a provider would. */
export class DemoRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly param: string | null,
    readonly code: string | null = null,
  ) {
    super(message);
    this.name = 'DemoRefusal';
  }
}

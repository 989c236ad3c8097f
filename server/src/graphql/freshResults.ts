import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError } from 'graphql';
import type { RequestContext } from '../platform/requestContext';

export interface FreshResultsParts {
  readonly source: AsyncIterator<unknown>;
  /** The subscription, whose selection is carried out for each event. */
  readonly operation: Omit<ExecutionArgs, 'rootValue' | 'contextValue'>;
  /** Who asks, found out anew. @throws GraphQLError when they may not any more. */
  readonly renewContext: () => Promise<RequestContext>;
  readonly checkEveryMs: number;
}

const OVER = { done: true, value: undefined } as const;

/**
 * The answers of one subscription. Each is made with a context of its own, so that nothing is remembered from one to the
 * next, and whoever listens is asked for their credential again, at each event and in between. One that is not in force
 * any more gets a last answer that says so. A fault of ours is thrown.
 */
export class FreshResults implements AsyncGenerator<ExecutionResult, void, void> {
  private readonly timer: NodeJS.Timeout;
  private failure: unknown = null;
  private isOver = false;

  constructor(private readonly parts: FreshResultsParts) {
    this.timer = setInterval(() => void this.check(), parts.checkEveryMs);
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    if (this.isOver) return OVER;
    try {
      const event = await this.parts.source.next();
      if (this.failure !== null) throw this.failure;
      if (event.done) return await this.return();
      return { done: false, value: await this.answer(event.value) };
    } catch (error) {
      await this.return();
      if (error instanceof GraphQLError) return { done: false, value: { data: null, errors: [error] } };
      throw error;
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, void>> {
    this.isOver = true;
    clearInterval(this.timer);
    await this.parts.source.return?.();
    return OVER;
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  private async answer(rootValue: unknown): Promise<ExecutionResult> {
    const contextValue = await this.parts.renewContext();
    return execute({ ...this.parts.operation, rootValue, contextValue });
  }

  private async check(): Promise<void> {
    try {
      await this.parts.renewContext();
    } catch (error) {
      this.failure ??= error;
      // Wakes the answer that waits for the next event.
      await this.parts.source.return?.();
    }
  }
}

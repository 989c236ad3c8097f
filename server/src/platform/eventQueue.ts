/** Most different things that wait for one reader. */
const MOST_PENDING = 10_000;
const OVER = { done: true, value: undefined } as const;

/**
 * News for one reader, who may be slow: what comes again before it was read is told once, in its newest form. Bounded;
 * a reader who leaves too much unread is cut off.
 */
export class EventQueue<Item> implements AsyncIterableIterator<Item> {
  private readonly pending = new Map<string, Item>();
  private ending: { readonly failure: unknown } | null = null;
  private wake = (): void => {};

  /** @param onEnd told once, when nobody reads any more. */
  constructor(private readonly onEnd: () => void = () => {}) {}

  /** Nothing happens after the end. */
  put(name: string, item: Item): void {
    if (this.ending) return;
    if (this.pending.size >= MOST_PENDING && !this.pending.has(name)) {
      this.fail(new Error('Too much was left unread.'));
      return;
    }
    this.pending.set(name, item);
    this.wake();
  }

  /** Lets the reader's next look throw, once what waits was read. */
  fail(failure: Error): void {
    this.finish(failure);
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    for (;;) {
      const [first] = this.pending;
      if (first) {
        this.pending.delete(first[0]);
        return { done: false, value: first[1] };
      }
      if (this.ending) return this.over(this.ending);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Also lets a look that waits end. */
  async return(): Promise<IteratorResult<Item, undefined>> {
    this.pending.clear();
    this.finish(null);
    return OVER;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private over({ failure }: { readonly failure: unknown }): typeof OVER {
    this.ending = { failure: null };
    if (failure !== null) throw failure;
    return OVER;
  }

  private finish(failure: unknown): void {
    if (this.ending) return;
    this.ending = { failure };
    this.onEnd();
    this.wake();
  }
}

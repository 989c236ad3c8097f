/** Tells whoever listens, wherever on the page that is; nobody has to. */
export interface Signal<T> {
  readonly report: (value: T) => void;
  /** Answers how to stop listening. */
  readonly listen: (listener: (value: T) => void) => () => void;
}

export function signal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    report: (value) => {
      for (const listener of listeners) listener(value);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

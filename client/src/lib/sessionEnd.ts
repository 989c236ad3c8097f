/** Who noticed: an answer of the server, or a person who asks to sign in. */
type NoticedBy = 'server' | 'person';

/** Tells the frame of the screens that the server no longer knows this session. */
export const sessionEnd = signal<NoticedBy>();

/** Tells what waited for it that somebody has signed in again on the page that stayed open. */
export const sessionRenewal = signal<void>();

interface Signal<T> {
  readonly report: (value: T) => void;
  /** Answers how to stop listening. */
  readonly listen: (listener: (value: T) => void) => () => void;
}

function signal<T>(): Signal<T> {
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

type Listener = () => void;

const listeners = new Set<Listener>();

/** Tells the frame of the screens that the server no longer knows this session. */
export const sessionEnd = {
  report(): void {
    for (const listener of listeners) listener();
  },
  /** Answers how to stop listening. */
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

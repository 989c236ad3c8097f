import type { ApolloClient, TypedDocumentNode } from '@apollo/client';

/** How changes are heard of: the server tells, or we ask now and then because it cannot. */
export type WatchStatus = 'listening' | 'polling';

interface WatchOptions {
  readonly client: ApolloClient;
  /** A subscription without variables. What it brings goes into the cache. */
  readonly subscription: TypedDocumentNode<unknown, Record<string, never>>;
  /** Something has changed, or may have while nobody listened. */
  readonly onChange: () => void;
  readonly onStatus: (status: WatchStatus) => void;
}

/** Asked this often while the server cannot tell by itself. */
export const POLL_MS = 15_000;
/** Changes that come closer together are told once. */
const PAUSE_MS = 1_000;
/** A stream that has lasted this long works. */
const PROVEN_MS = 3_000;
/** After a stream that worked the next is tried at once, but not by all tabs in the same moment. */
const AGAIN_MS = 500;

/**
 * Calls back whenever the server tells of a change, until it is stopped, and once when a stream has come to work: for what
 * happened while it was being opened. When the stream breaks off, another is opened; when that fails as well, it asks every
 * 15 seconds and tries the stream again each time.
 */
export function watchServer(options: WatchOptions): () => void {
  const { client, subscription, onChange, onStatus } = options;
  let isBlind = true;
  let isOver = false;
  let isProven = true;
  let stop = () => {};
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let proof: ReturnType<typeof setTimeout> | undefined;
  let next: ReturnType<typeof setTimeout> | undefined;

  function changed() {
    // What follows asks anyway.
    isBlind = false;
    prove();
    waiting ??= setTimeout(() => {
      waiting = undefined;
      onChange();
    }, PAUSE_MS);
  }

  function prove() {
    clearTimeout(proof);
    isProven = true;
    onStatus('listening');
    if (isBlind) onChange();
    isBlind = false;
  }

  function ended() {
    clearTimeout(proof);
    isBlind = true;
    stop();
    if (isOver || next !== undefined) return;
    if (!isProven) onStatus('polling');
    next = setTimeout(again, isProven ? AGAIN_MS * (1 + Math.random()) : POLL_MS);
    isProven = false;
  }

  function again() {
    next = undefined;
    onChange();
    open();
  }

  function open() {
    proof = setTimeout(prove, PROVEN_MS);
    const stream = client
      .subscribe({ query: subscription })
      .subscribe({ next: ({ error }) => (error ? ended() : changed()), error: ended, complete: ended });
    stop = () => stream.unsubscribe();
  }

  onStatus('listening');
  open();
  return () => {
    isOver = true;
    stop();
    for (const timer of [waiting, proof, next]) clearTimeout(timer);
  };
}

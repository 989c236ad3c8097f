/** How new usage is heard of: the server tells, or we ask now and then because it cannot. */
export type LiveStatus = 'listening' | 'polling';

interface LiveUsageOptions {
  readonly onChange: () => void;
  readonly onStatus: (status: LiveStatus) => void;
}

/** Asked this often when the server cannot tell by itself. */
const POLL_MS = 15_000;
/** Changes that come closer together are asked for once. */
const PAUSE_MS = 1_000;

/** Calls back whenever the account's usage has changed, until it is stopped. */
export function watchUsage({ onChange, onStatus }: LiveUsageOptions): () => void {
  let isOver = false;
  let poll: ReturnType<typeof setInterval> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let dispose = () => {};

  function changed() {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      onChange();
    }, PAUSE_MS);
  }

  function startPolling() {
    if (isOver || poll !== undefined) return;
    onStatus('polling');
    poll = setInterval(onChange, POLL_MS);
  }

  // The client of the stream is loaded only by those who follow it.
  import('./usageStream')
    .then(({ openUsageStream }) => {
      if (isOver) return;
      onStatus('listening');
      dispose = openUsageStream({ onEvent: changed, onEnd: startPolling });
    })
    .catch(startPolling);

  return () => {
    isOver = true;
    dispose();
    clearInterval(poll);
    clearTimeout(waiting);
  };
}

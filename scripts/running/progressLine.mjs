const FRAMES = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];
const FRAME_MS = 120;
const LABEL_WIDTH = 28;

/** `1.2 s`, or `2 min 5 s`. */
export function durationText(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** One line about one step: `  ✓ server    0.4 s`. */
export function stepLine(mark, label, rest) {
  return `  ${mark} ${label.padEnd(LABEL_WIDTH)} ${rest}`.trimEnd();
}

/**
 * Shows that work is under way: a moving line on a terminal, nothing elsewhere.
 *
 * @param {NodeJS.WriteStream} stream
 * @param {() => string} label asked anew for each frame
 * @returns {() => void} takes the line away again
 */
export function spinner(stream, label) {
  if (!stream.isTTY) return () => {};
  let frame = 0;
  const timer = setInterval(() => {
    frame = (frame + 1) % FRAMES.length;
    stream.write(`\r\x1b[K  ${FRAMES[frame]} ${label().slice(0, (stream.columns ?? 80) - 6)}`);
  }, FRAME_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    stream.write('\r\x1b[K');
  };
}

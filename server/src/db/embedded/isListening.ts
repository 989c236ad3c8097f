import { connect } from 'node:net';

const DEADLINE_MS = 2_000;

/** Knocks at a unix socket once, for at most 2 s, and says nothing. False also when we may not knock. */
export function isListening(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const answer = (found: boolean): void => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(DEADLINE_MS, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

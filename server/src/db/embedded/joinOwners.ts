import { connect, type Socket } from 'node:net';

const DEADLINE_MS = 2_000;

/**
 * Becomes one of those whom PostgreSQL runs for, until the connection is closed. Null when no watchdog welcomes us:
 * none listens, it is stopping PostgreSQL already, or we may not enter the folder.
 */
export function joinOwners(ownersSocket: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(ownersSocket);
    const giveUp = (): void => {
      socket.destroy();
      resolve(null);
    };
    socket.setTimeout(DEADLINE_MS, giveUp);
    socket.once('close', giveUp);
    socket.on('error', giveUp);
    socket.once('data', () => {
      socket.setTimeout(0);
      socket.off('close', giveUp);
      socket.off('error', giveUp);
      socket.on('error', () => socket.destroy());
      // Being an owner must not keep a program running that has nothing else to do.
      socket.unref();
      resolve(socket.resume());
    });
  });
}

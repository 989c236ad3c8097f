import type { ClientBase } from 'pg';

/**
 * A connection that breaks while nobody listens ends the process, and a pool does not listen to those that are taken out of
 * it. Give this to a pool as `onConnect`, or a connection of your own. Whoever uses it learns of it by the statement that fails.
 */
export function hearErrors(client: ClientBase): void {
  client.on('error', () => {});
}

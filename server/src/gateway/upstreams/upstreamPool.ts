import { Pool } from 'undici';
import { guardedConnect } from './guardedConnect';

/**
 * A stream holds its connection for as long as it runs, so there must be as many as calls at the same time: as many as
 * MAX_STREAMS_PER_NODE may ever allow.
 */
const MAX_CONNECTIONS = 100_000;

/**
 * The connections to one upstream. Exchanges have time limits of their own, which also cover the wait for a connection.
 */
export function openUpstreamPool(origin: string, connectMs: number): Pool {
  return new Pool(origin, {
    connections: MAX_CONNECTIONS,
    pipelining: 1,
    connect: guardedConnect(connectMs),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

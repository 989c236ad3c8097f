import { AsyncLocalStorage } from 'node:async_hooks';

/** The id of the request that is being answered, for errors that are formatted far from its context. */
export const currentRequestId = new AsyncLocalStorage<string>();

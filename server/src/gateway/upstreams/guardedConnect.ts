import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { isForbiddenAddress } from '../../platform/forbiddenAddress';

/** The name of an upstream led to an address that none may have. */
export class ForbiddenUpstreamAddress extends Error {
  constructor(hostname: string) {
    super(`${hostname} is at an address that no upstream may have.`);
    this.name = 'ForbiddenUpstreamAddress';
  }
}

/**
 * Connects to upstreams, and looks at the very address that it connects to: a name that led elsewhere when the
 * configuration was read is refused like an address that stands there itself.
 *
 * @param timeoutMs for everything until the connection can be used, TLS included.
 */
export function guardedConnect(
  timeoutMs: number,
  lookup: LookupFunction = systemLookup as LookupFunction,
): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guarded(lookup) });
  return (options, callback) => {
    // An address needs no lookup.
    if (isForbiddenAddress(options.hostname)) callback(new ForbiddenUpstreamAddress(options.hostname), null);
    else connect(options, callback);
  };
}

/** One forbidden address among several is enough: whoever serves such a name means no good. */
function guarded(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      if (!error && addresses.some(isForbiddenAddress)) {
        callback(new ForbiddenUpstreamAddress(hostname), '', 0);
      } else {
        callback(error, found, family);
      }
    });
}

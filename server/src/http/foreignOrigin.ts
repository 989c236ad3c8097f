import type { IncomingHttpHeaders } from 'node:http';

/** Values of Sec-Fetch-Site with which a browser says that no other site had a hand in the request. */
const OWN_SITE = new Set(['same-origin', 'none']);

/**
 * True when a request that brings a session cookie may have been made by another site's page. The origin has to be
 * ours exactly: another port of the same host gets the cookie too, but is another program.
 */
export function isForeignOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  if (headers.origin !== undefined) return headers.origin !== ownOrigin;
  const site = headers['sec-fetch-site'];
  return typeof site !== 'string' || !OWN_SITE.has(site);
}

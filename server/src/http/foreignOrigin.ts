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

/**
 * True when another site's page makes the request and says so, as every browser of today does. For reading, which changes
 * nothing and whose answer that page could not see: a program without a browser's headers is let in.
 */
export function isForeignPage(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  if (headers.origin !== undefined) return headers.origin !== ownOrigin;
  const site = headers['sec-fetch-site'];
  return site !== undefined && (typeof site !== 'string' || !OWN_SITE.has(site));
}

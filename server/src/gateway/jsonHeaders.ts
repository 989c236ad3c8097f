/** Of every JSON answer. */
export function jsonHeaders(body: Buffer): Record<string, string> {
  return { 'content-type': 'application/json; charset=utf-8', 'content-length': String(body.length) };
}

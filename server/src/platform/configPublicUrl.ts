/**
 * Where a browser on this machine, or on its network, reaches a server that listens on this host and port.
 * A host that means "this machine" or "every address" becomes localhost.
 */
export function publicUrlOf(host: string, port: number): string {
  const isLocal = /^(127(\.\d{1,3}){3}|0\.0\.0\.0|::1?|localhost)$/.test(host);
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${isLocal ? 'localhost' : name}:${port}`;
}

/** How the browser keeps a session: an opaque, signed token that no script can read. */
export interface SessionCookie {
  readonly name: string;
  /** Browsers send it over https only, and to the own machine. */
  readonly secure: boolean;
}

/** Browsers treat these as safe without TLS. */
const OWN_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `__Host-` ties the cookie to exactly this host, without subdomains. It needs Secure, which a plain http address of
 * another machine cannot have.
 */
export function sessionCookieFor(publicUrl: string): SessionCookie {
  const { protocol, hostname } = new URL(publicUrl);
  const secure = protocol === 'https:' || OWN_MACHINE.has(hostname);
  return { name: secure ? '__Host-keymeter_session' : 'keymeter_session', secure };
}

/** True when a Cookie header brings the cookie, whatever its value. */
export function hasCookie(header: string | null | undefined, name: string): boolean {
  return (header ?? '').split(';').some((pair) => pair.trim().startsWith(`${name}=`));
}

/**
 * What a page of ours may load: its own files and nothing else. Styles may stand in the page when they carry the nonce,
 * which is made anew for each page; without one, no style may.
 */
export function contentSecurityPolicy(styleNonce: string | null): string {
  return policyOf({
    styles: styleNonce === null ? "'self'" : `'self' 'nonce-${styleNonce}'`,
    fonts: "'self'",
  });
}

/**
 * The same for the page with the editor for GraphQL. The editor makes style elements that it gives no nonce, and lines of
 * text with a style attribute; its icons are a font within its style sheet. Scripts and workers are our own files here
 * too: a style that somebody brought in could disfigure this page, but neither run nor send anything.
 */
export function playgroundSecurityPolicy(): string {
  return policyOf({ styles: "'self' 'unsafe-inline'", fonts: "'self' data:" });
}

function policyOf({ styles, fonts }: { readonly styles: string; readonly fonts: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    `font-src ${fonts}`,
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

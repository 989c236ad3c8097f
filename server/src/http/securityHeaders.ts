import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { contentSecurityPolicy } from './contentSecurityPolicy';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const PERMISSIONS_POLICY = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'interest-cohort']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * The protective headers, for every answer: refusals, faults and streams included. Pages replace the content policy by
 * one with their nonce. They are the same for all, so that helmet is asked once and not at each request.
 */
export function securityHeaders(publicUrl: string): ReadonlyMap<string, string> {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  const write = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: isHttps && { maxAge: YEAR_SECONDS, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value),
    removeHeader: (name: string) => headers.delete(name.toLowerCase()),
  };
  write({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  headers.set('content-security-policy', contentSecurityPolicy(null));
  headers.set('permissions-policy', PERMISSIONS_POLICY);
  return headers;
}

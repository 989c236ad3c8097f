import { invalidInput } from '../platform/domainError';
import type { LeakedSecret } from '../platform/leakedSecret';
import { pageUrl } from './leakUrl';
import { secretsIn } from './secretsIn';

const LONGEST_TOKEN = 1_000;

/**
 * Reads what anybody may report: `{"token": "aim_sk_…", "url": "https://…"}`, the address left out or null when it is not
 * known. Each secret in the token counts, whatever was copied with it.
 *
 * @param brand what secrets begin with, KEY_PREFIX.
 * @throws DomainError INVALID_INPUT that names the field.
 */
export function readReportBody(body: unknown, brand: string): LeakedSecret[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidInput('body', 'Send an object with token and, if you know it, url.');
  }
  const { token, url = null } = body as { token?: unknown; url?: unknown };
  if (typeof token !== 'string' || token.length < 1 || token.length > LONGEST_TOKEN) {
    throw invalidInput('token', `The whole secret, a text of 1 to ${LONGEST_TOKEN} characters.`);
  }
  const place = typeof url === 'string' ? pageUrl(url) : null;
  if (url !== null && place === null) {
    throw invalidInput('url', 'Where it was found: an http or https address of at most 2000 characters.');
  }
  return secretsIn(token, brand).map((secret) => ({ secret, source: 'report', url: place }));
}

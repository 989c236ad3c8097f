import { createHash } from 'node:crypto';
import { invalidInput } from '../platform/domainError';
import type { LeakedSecret } from '../platform/leakedSecret';
import type { LeakLabel } from './leakReceiver';
import { pageUrl } from './leakUrl';

/** What GitHub found, as its partner program sends it. */
export interface GithubMatch extends LeakedSecret {
  /** The name that GitHub's rule has. */
  readonly type: string;
}

/** What we tell GitHub of a match. The secret goes as its hash. */
export interface GithubFeedback {
  /** SHA-256 in hexadecimal. */
  readonly token_hash: string;
  readonly token_type: string;
  readonly label: LeakLabel;
}

/** Where GitHub looks; what it may call otherwise some day counts as unknown. */
const SOURCE = /^[a-z_]{1,40}$/;

/**
 * Reads an alert: an array of `{token, type, url, source}`, where the address may be empty and the source missing. A source
 * counts in any case, and an address that is none of a page as not told: a real find is never lost for its trimmings.
 *
 * @throws DomainError INVALID_INPUT for anything else; then nothing of it counts.
 */
export function readGithubAlert(body: unknown): GithubMatch[] {
  if (!Array.isArray(body)) throw invalidInput('body', 'Send an array of matches.');
  return body.map((match: unknown, i) => {
    const { token, type, url, source } = (match ?? {}) as Record<string, unknown>;
    if (typeof token !== 'string') throw invalidInput(`[${i}].token`, 'The secret as it was found, a text.');
    if (typeof type !== 'string')
      throw invalidInput(`[${i}].type`, 'The name of the rule that found it, a text.');
    return {
      secret: token,
      type,
      source: `github/${sourceOf(source)}`,
      url: typeof url === 'string' ? pageUrl(url) : null,
    };
  });
}

/** What GitHub is told, which improves its rules. */
export function feedbackOf({ secret, type }: GithubMatch, label: LeakLabel): GithubFeedback {
  return { token_hash: createHash('sha256').update(secret).digest('hex'), token_type: type, label };
}

function sourceOf(source: unknown): string {
  const text = typeof source === 'string' ? source.toLowerCase() : '';
  return SOURCE.test(text) ? text : 'unknown';
}

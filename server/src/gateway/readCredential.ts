import { GatewayRefusal } from './gatewayRefusal';
import { maskApiKey } from './maskApiKey';

/** Every value of every header, lower-case names: `headersDistinct` of Node's requests. */
export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** True when form and checksum of a key fit, which needs no database. */
export type LooksLikeApiKey = (secret: string) => boolean;

/** RFC 9110: the scheme's case does not matter. */
const BEARER = /^bearer(?:[ \t]+|$)/i;

/**
 * The key that a request brings, from `Authorization: Bearer` or `x-api-key` and from nowhere else: not from the
 * address, not from a cookie. Another scheme counts as none.
 *
 * @throws GatewayRefusal MISSING_API_KEY without one, SEVERAL_CREDENTIALS when it is not clear which one is meant,
 * INVALID_API_KEY when it cannot be a key of ours.
 */
export function readCredential(headers: DistinctHeaders, looksLikeApiKey: LooksLikeApiKey): string {
  const authorizations = headers.authorization ?? [];
  const apiKeys = headers['x-api-key'] ?? [];
  if (authorizations.length > 1 || apiKeys.length > 1) throw new GatewayRefusal('SEVERAL_CREDENTIALS');
  const bearer = bearerOf(authorizations[0] ?? '');
  const apiKey = (apiKeys[0] ?? '').trim();
  if (bearer && apiKey && bearer !== apiKey) throw new GatewayRefusal('SEVERAL_CREDENTIALS');
  const secret = bearer || apiKey;
  if (!secret) throw new GatewayRefusal('MISSING_API_KEY');
  if (!looksLikeApiKey(secret))
    throw new GatewayRefusal('INVALID_API_KEY', { maskedKey: maskApiKey(secret) });
  return secret;
}

function bearerOf(authorization: string): string {
  return BEARER.test(authorization) ? authorization.replace(BEARER, '').trim() : '';
}

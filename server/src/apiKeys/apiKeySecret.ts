import { isWellFormedSecret, makeSecret } from '../platform/secretFormat';

/** `aim_sk_` for the brand `aim`. Set once per installation and never changed: published scanners look for it. */
function apiKeyPrefix(brand: string): string {
  return `${brand}_sk_`;
}

/** A new API key: 256 random bits and a checksum. Shown once, never stored. */
export function makeApiKeySecret(brand: string): string {
  return makeSecret(apiKeyPrefix(brand));
}

/** True when form and checksum fit, so that a typing error is refused without asking the database. */
export function looksLikeApiKey(secret: string, brand: string): boolean {
  return isWellFormedSecret(secret, apiKeyPrefix(brand));
}

/** What lists show of a key: prefix and last four characters. */
export function maskedApiKey(brand: string, lastFour: string): string {
  return `${apiKeyPrefix(brand)}…${lastFour}`;
}

import { isWellFormedSecret, makeSecret } from '../platform/secretFormat';

/** `aim_pat_` for the brand `aim`. Set once per installation and never changed: published scanners look for it. */
function accessTokenPrefix(brand: string): string {
  return `${brand}_pat_`;
}

/** A new access token: 256 random bits and a checksum. Shown once, never stored. */
export function makeAccessTokenSecret(brand: string): string {
  return makeSecret(accessTokenPrefix(brand));
}

/** True when form and checksum fit, so that a typing error is refused without asking the database. */
export function looksLikeAccessToken(secret: string, brand: string): boolean {
  return isWellFormedSecret(secret, accessTokenPrefix(brand));
}

/** What lists show of a token: prefix and last four characters. */
export function maskedAccessToken(brand: string, lastFour: string): string {
  return `${accessTokenPrefix(brand)}…${lastFour}`;
}

import { randomBytes as cryptoRandomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 characters of base62 hold 256 bits. */
const RANDOM_LENGTH = 43;
/** 6 characters of base62 hold any CRC32. */
const CHECKSUM_LENGTH = 6;
const SECRET_BODY = new RegExp(`^[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);
/** Bytes from here up are thrown away: 248 is the largest multiple of 62 below 256, so every character is as likely. */
const REJECT_FROM = 248;

/**
 * Makes a credential: `prefix` + 43 random base62 characters + their CRC32 in 6 base62 characters.
 *
 * @param prefix such as `aim_sk_`; it is not part of the checksum.
 * @param randomBytes handed in by tests only.
 */
export function makeSecret(
  prefix: string,
  randomBytes: (size: number) => Uint8Array = cryptoRandomBytes,
): string {
  const random = randomBase62(RANDOM_LENGTH, randomBytes);
  return prefix + random + checksumOf(random);
}

/** True when prefix, length, alphabet and checksum fit. It proves nothing but a missing typing error. */
export function isWellFormedSecret(secret: string, prefix: string): boolean {
  if (!secret.startsWith(prefix)) return false;
  const body = secret.slice(prefix.length);
  return SECRET_BODY.test(body) && checksumOf(body.slice(0, RANDOM_LENGTH)) === body.slice(RANDOM_LENGTH);
}

/** CRC32 of the text in base62, left-padded with zeros to 6 characters, as GitHub's tokens carry it. */
export function checksumOf(text: string): string {
  let rest = crc32(text);
  let digits = '';
  while (digits.length < CHECKSUM_LENGTH) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function randomBase62(length: number, randomBytes: (size: number) => Uint8Array): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(2 * length)) {
      if (byte < REJECT_FROM && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}

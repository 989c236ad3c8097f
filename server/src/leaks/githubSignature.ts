import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const BASE64 = /^[A-Za-z0-9+/]{1,1000}={0,2}$/;

/** A public key that GitHub signs with, ECDSA on P-256; null for any other text. */
export function readPublicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}

/**
 * True when the body was signed with this key, byte by byte as it came: `ECDSA-NIST-P256V1-SHA256`, in DER and base64.
 * https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partnership-program
 */
export function isSignedBy(key: KeyObject, body: Buffer, signature: string): boolean {
  if (!BASE64.test(signature)) return false;
  return verify('sha256', body, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
}

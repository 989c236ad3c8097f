import { generateKeyPairSync, sign } from 'node:crypto';

/** A pair of keys as GitHub has them, made for one test. */
export function githubKeyPair(namedCurve = 'P-256') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    publicKey,
    /** The signature of a body, as GitHub sends it; in the other encoding of ECDSA when asked. */
    sign: (body: string, dsaEncoding: 'der' | 'ieee-p1363' = 'der'): string =>
      sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding }).toString('base64'),
  };
}

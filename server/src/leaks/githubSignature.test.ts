import { generateKeyPairSync } from 'node:crypto';
import { isSignedBy, readPublicKey } from './githubSignature';
import { githubKeyPair } from './testing/githubKeyPair';

/** From GitHub's own documentation of its partner program. */
const KNOWN = {
  pem: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9MJJHnMfn2+H4xL4YaPDA4RpJqUqkCmRCBnYERxZanmcpzQSXs1X/AljlKkbJ8qpVIW4clayyef9gWhFbNHWAA==
-----END PUBLIC KEY-----`,
  body: '[{"token":"some_token","type":"some_type","url":"some_url"}]',
  signature:
    'MEUCIQDKZokqnCjrRtw0tni+2Ltvl/uiMJ1EGumEsp1BsNr32AIgQY1YXD2nlj+XNfGK4rBfkMJ1JDOQcYXxa2sY8FNkrKc=',
};

function knownKey() {
  const key = readPublicKey(KNOWN.pem);
  if (!key) throw new Error('The known key cannot be read.');
  return key;
}

describe('the signature of an alert', () => {
  it('is good when it is that of the body by the key', () => {
    expect(isSignedBy(knownKey(), Buffer.from(KNOWN.body), KNOWN.signature)).toBe(true);
  });

  it.each([
    ['of one byte more', `${KNOWN.body} `, KNOWN.signature],
    ['of the same written otherwise', JSON.stringify(JSON.parse(KNOWN.body), null, 1), KNOWN.signature],
    ['of nothing', '', KNOWN.signature],
    ['that is empty', KNOWN.body, ''],
    ['that is no base64', KNOWN.body, '*** no base64 ***'],
    ['that is base64 of anything', KNOWN.body, Buffer.from('anything').toString('base64')],
    ['that is endless', KNOWN.body, 'A'.repeat(100_000)],
    ['by another key', KNOWN.body, githubKeyPair().sign(KNOWN.body)],
  ])('is refused when it is one %s', (_what, body, signature) => {
    expect(isSignedBy(knownKey(), Buffer.from(body), signature)).toBe(false);
  });

  it('is refused in another encoding', () => {
    const pair = githubKeyPair();

    expect(isSignedBy(pair.publicKey, Buffer.from('[]'), pair.sign('[]'))).toBe(true);
    expect(isSignedBy(pair.publicKey, Buffer.from('[]'), pair.sign('[]', 'ieee-p1363'))).toBe(false);
  });
});

it.each([
  ['no key', 'hello'],
  [
    'one of RSA',
    generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
  ],
  ['one of another curve', githubKeyPair('P-384').pem],
])('a list with %s in it has none for us', (_what, pem) => {
  expect(readPublicKey(String(pem))).toBeNull();
});

import { GatewayRefusal, type RefusalCode } from './gatewayRefusal';
import { type DistinctHeaders, readCredential } from './readCredential';

const KEY = `aim_sk_${'k'.repeat(49)}`;
const OTHER = `aim_sk_${'o'.repeat(49)}`;
const looksLikeApiKey = (secret: string) => /^aim_sk_[0-9A-Za-z]{49}$/.test(secret);

function refusalOf(headers: DistinctHeaders): GatewayRefusal {
  try {
    readCredential(headers, looksLikeApiKey);
  } catch (error) {
    if (error instanceof GatewayRefusal) return error;
  }
  throw new Error('It was not refused.');
}

describe('the key of a request', () => {
  it.each<[string, DistinctHeaders]>([
    ['Authorization: Bearer', { authorization: [`Bearer ${KEY}`] }],
    ['any case of the scheme', { authorization: [`bEARER ${KEY}`] }],
    ['more blanks', { authorization: [`Bearer   ${KEY} `] }],
    ['x-api-key', { 'x-api-key': [KEY] }],
    ['both, when they say the same', { authorization: [`Bearer ${KEY}`], 'x-api-key': [KEY] }],
    ['x-api-key beside a scheme that is not ours', { authorization: ['Basic dXNlcg=='], 'x-api-key': [KEY] }],
  ])('is read from %s', (_where, headers) => {
    expect(readCredential(headers, looksLikeApiKey)).toBe(KEY);
  });

  it.each<[string, DistinctHeaders, RefusalCode]>([
    ['nothing', {}, 'MISSING_API_KEY'],
    ['an empty header', { authorization: [''] }, 'MISSING_API_KEY'],
    ['a scheme without a key', { authorization: ['Bearer'] }, 'MISSING_API_KEY'],
    ['a scheme with blanks', { authorization: ['Bearer   '] }, 'MISSING_API_KEY'],
    ['an empty x-api-key', { 'x-api-key': [''] }, 'MISSING_API_KEY'],
    ['Basic', { authorization: ['Basic dXNlcjpwYXNz'] }, 'MISSING_API_KEY'],
    ['a key without a scheme', { authorization: [KEY] }, 'MISSING_API_KEY'],
    ['a scheme that only begins alike', { authorization: [`BearerX ${KEY}`] }, 'MISSING_API_KEY'],
    ['a cookie', { cookie: [`api_key=${KEY}`] }, 'MISSING_API_KEY'],
    ['a header of another name', { 'api-key': [KEY], 'x-goog-api-key': [KEY] }, 'MISSING_API_KEY'],
    [
      'two Authorization headers',
      { authorization: [`Bearer ${KEY}`, `Bearer ${OTHER}`] },
      'SEVERAL_CREDENTIALS',
    ],
    ['the same one twice', { authorization: [`Bearer ${KEY}`, `Bearer ${KEY}`] }, 'SEVERAL_CREDENTIALS'],
    ['two x-api-key headers', { 'x-api-key': [KEY, KEY] }, 'SEVERAL_CREDENTIALS'],
    ['two different keys', { authorization: [`Bearer ${KEY}`], 'x-api-key': [OTHER] }, 'SEVERAL_CREDENTIALS'],
    ['Bearer twice', { authorization: [`Bearer Bearer ${KEY}`] }, 'INVALID_API_KEY'],
    ['two keys in one header', { authorization: [`Bearer ${KEY}, Bearer ${OTHER}`] }, 'INVALID_API_KEY'],
    ['a key in quotes', { authorization: [`Bearer "${KEY}"`] }, 'INVALID_API_KEY'],
    ['a key of another kind', { authorization: [`Bearer aim_pat_${'k'.repeat(49)}`] }, 'INVALID_API_KEY'],
    ['a key with a sign too many', { authorization: [`Bearer ${KEY}x`] }, 'INVALID_API_KEY'],
    [
      'a key with a look-alike letter',
      { authorization: [`Bearer ${KEY.replace('k', 'к')}`] },
      'INVALID_API_KEY',
    ],
  ])('is refused when there is %s', (_what, headers, code) => {
    expect(refusalOf(headers).code).toBe(code);
  });

  it('never travels whole in a refusal', () => {
    const wrong = `aim_sk_${'s3cr3t'.repeat(9)}`;

    const refusal = refusalOf({ authorization: [`Bearer ${wrong}`] });

    expect(refusal.subject.maskedKey).toBe(`aim_sk_****${wrong.slice(-4)}`);
    expect(JSON.stringify([refusal, refusal.message, refusal.subject])).not.toContain('s3cr3ts3cr3t');
  });
});

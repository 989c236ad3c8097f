/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** A field is hidden when its name, without dashes, underscores and capitals, ends in one of these. */
const SECRET_NAME = new RegExp(
  `(${[
    'authorization',
    'cookies?',
    'apikeys?',
    'passwords?',
    'passphrase',
    'secrets?',
    'token',
    'peppers?',
    'credentials?',
    'privatekey',
    'databaseurl',
    'connectionstring',
    // Lists of headers, names and values in turn.
    'rawheaders',
    // The values of an SQL statement, which database errors carry.
    'parameters',
  ].join('|')})$`,
);

/** Before a word that begins here, also in a JSON text where the letter before it belongs to an escape. */
const WORD_START = '(?:(?<![A-Za-z0-9])|(?<=\\\\[bfnrt]))';
const BLANKS = '(?:\\s|\\\\[nrt]|%20|\\+)+';

const SECRET_TEXTS: readonly [RegExp, string][] = [
  // Our own keys and access tokens, whatever the brand: aim_sk_…, aim_pat_…
  [/[a-z0-9]{2,12}_(?:sk|pat)_[A-Za-z0-9]{8,}/gi, REDACTED],
  [new RegExp(`${WORD_START}sk-[A-Za-z0-9_-]{8,}`, 'g'), REDACTED],
  [new RegExp(`${WORD_START}(Bearer|Basic)${BLANKS}[A-Za-z0-9._~+/=-]{6,}`, 'gi'), `$1 ${REDACTED}`],
  // postgres://user:password@host
  [/(:\/\/[^\s:@/"\\]{0,200}:)[^\s@/"\\]{1,1000}@/g, `$1${REDACTED}@`],
  [/(session_token=)[^\s;"\\]+/g, `$1${REDACTED}`],
  [/([?&](?:api_?key|key|token|secret|password)=)[^&\s"\\]+/gi, `$1${REDACTED}`],
];

/** True when whatever stands under this name is hidden. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** The text without anything in it that looks like a key, a token or a password. Works on JSON texts too. */
export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((rest, [form, instead]) => rest.replace(form, instead), text);
}

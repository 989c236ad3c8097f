const LONGEST = 2_000;

/** True for the address of a page, as a report may name it: http or https, without credentials, at most 2,000 characters. */
export function isPageUrl(text: string): boolean {
  if (text.length > LONGEST || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

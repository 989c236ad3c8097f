const LONGEST = 2_000;

/**
 * The address of a page as a report may name it, with everything escaped that is no plain character of an address: what
 * cannot be kept, hides or turns what is read. Null unless it is http or https, without credentials, of at most 2,000
 * characters then.
 */
export function pageUrl(text: string): string | null {
  if (text.length > LONGEST || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  const isPage = protocol === 'https:' || protocol === 'http:';
  return isPage && username === '' && password === '' && href.length <= LONGEST ? href : null;
}

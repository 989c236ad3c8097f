import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { wrong } from './configError';
import { Secret } from './secret';

const MOST_PEPPERS = 10;
const MOST_RANGES = 100;

/** A text of a certain form. `allowed` completes the sentence that a mistake is told in. */
export function text(form: RegExp, allowed: string) {
  return z.string(wrong('is not a text', allowed)).regex(form, wrong('has the wrong form', allowed));
}

export function wholeNumber(min: number, max: number) {
  const fits = (value: string) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max;
  return z
    .string()
    .refine(fits, wrong('is not such a number', `a whole number from ${min} to ${max}`))
    .transform(Number);
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, wrong('is none of these', values.join(', ')));
}

export function onOrOff() {
  return oneOf(['on', 'off', 'true', 'false', '1', '0']).transform((word) =>
    ['on', 'true', '1'].includes(word),
  );
}

export function secret(minLength: number, maxLength: number) {
  const fits = (value: string) => value.length >= minLength && value.length <= maxLength;
  return z
    .string()
    .refine(fits, wrong('has the wrong length', `${minLength} to ${maxLength} characters`))
    .transform((value) => new Secret(value));
}

/** A secret that travels in an HTTP header: no blanks and nothing outside of ASCII. */
export function headerSecret(minLength: number) {
  const allowed = `${minLength} to 1000 letters, digits and signs without blanks`;
  return text(new RegExp(`^[\\x21-\\x7e]{${minLength},1000}$`), allowed).transform(
    (value) => new Secret(value),
  );
}

/** Several secrets of this length with commas between. */
export function secretList(minLength: number, maxLength: number) {
  const allowed = `1 to ${MOST_PEPPERS} values with commas between, each of ${minLength} to ${maxLength} characters`;
  const fits = (list: string) => {
    const values = splitList(list);
    return (
      values.length <= MOST_PEPPERS &&
      values.every((value) => value.length >= minLength && value.length <= maxLength)
    );
  };
  return z
    .string()
    .refine(fits, wrong('has too many values, or one of the wrong length', allowed))
    .transform((list) => splitList(list).map((value) => new Secret(value)));
}

/** IP addresses and CIDR ranges with commas between. Names are not taken: whoever answers for a name could lie. */
export function addressRanges() {
  const allowed = `1 to ${MOST_RANGES} IP addresses or CIDR ranges with commas between, such as 10.0.0.0/8`;
  const fits = (list: string) => {
    const ranges = splitList(list);
    return ranges.length <= MOST_RANGES && ranges.every(isAddressRange);
  };
  return z.string().refine(fits, wrong('has something else in it', allowed)).transform(splitList);
}

function isAddressRange(range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits)) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

/** An address that parses and is of an allowed kind. */
export function url(isAllowed: (parsed: URL) => boolean, allowed: string) {
  const fits = (value: string) => URL.canParse(value) && isAllowed(new URL(value));
  return z.string(wrong('is not a text', allowed)).refine(fits, wrong('is not such an address', allowed));
}

/** True for an http or https address with neither credentials nor query nor fragment. */
export function isPlainWebUrl({ protocol, username, password, search, hash }: URL): boolean {
  return (protocol === 'http:' || protocol === 'https:') && `${username}${password}${search}${hash}` === '';
}

function splitList(list: string): string[] {
  return list.split(',').map((value) => value.trim());
}

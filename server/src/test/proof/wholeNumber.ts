/** Reads a number of the command line. @throws Error that names the option and what is allowed. */
export function wholeNumber(name: string, value: string, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    throw new Error(`--${name} has to be a whole number from 1 to ${most}.`);
  }
  return number;
}

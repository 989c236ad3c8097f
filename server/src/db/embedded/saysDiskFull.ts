/** Reads it off what PostgreSQL or initdb has said, which is always English here. */
export function saysDiskFull(text: string): boolean {
  return /No space left on device|Disk quota exceeded|Check free disk space|wrote only \d+ of \d+ bytes/.test(
    text,
  );
}

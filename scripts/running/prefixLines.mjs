const MAX_LINE = 100_000;

/** Copies whole lines from one stream to another, each behind this prefix. */
export function prefixLines(from, to, prefix) {
  let rest = '';
  from.setEncoding('utf8');
  from.on('data', (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) to.write(`${prefix}${line}\n`);
    if (rest.length > MAX_LINE) {
      to.write(`${prefix}${rest}\n`);
      rest = '';
    }
  });
  from.on('end', () => {
    if (rest !== '') to.write(`${prefix}${rest}\n`);
  });
}

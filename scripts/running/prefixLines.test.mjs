import { PassThrough } from 'node:stream';
import { prefixLines } from './prefixLines.mjs';

describe('output of one of several programs', () => {
  it('stands behind its name in whole lines, however it was cut', async () => {
    const from = new PassThrough();
    const to = new PassThrough();
    prefixLines(from, to, 'a │ ');

    for (const piece of ['one\ntw', 'o\n', '\nlast']) from.write(piece);
    from.end();
    await new Promise((resolve) => from.once('end', () => setImmediate(resolve)));

    expect(to.read().toString()).toBe('a │ one\na │ two\na │ \na │ last\n');
  });
});

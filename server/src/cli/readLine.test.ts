import { PassThrough, Readable } from 'node:stream';
import { readLine } from './readLine';

describe('the first line of standard input', () => {
  it.each([
    ['a line', ['pass word\n'], 'pass word'],
    ['a line of another system', ['password\r\nmore'], 'password'],
    ['a text without line end', ['password'], 'password'],
    ['pieces', ['pass', 'word', '\nmore'], 'password'],
    ['letters cut in two', [Buffer.from([0xc3]), Buffer.from([0xa4, 0x0a])], 'ä'],
    ['nothing', [], ''],
  ])('is read from %s', async (_case, pieces, line) => {
    expect(await readLine(Readable.from(pieces, { objectMode: false }), 5_000)).toBe(line);
  });

  it('is refused when it is too long', async () => {
    const input = Readable.from(['x'.repeat(10_001)], { objectMode: false });

    await expect(readLine(input, 5_000)).rejects.toThrow('too long');
  });

  it('is not waited for longer than said', async () => {
    await expect(readLine(new PassThrough(), 20)).rejects.toThrow(
      'no line came on standard input within 0.02 seconds',
    );
  });
});

import { isDatabaseAway } from './isDatabaseAway';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('an error of the database', () => {
  it.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a socket that is gone', withCode('ENOENT', 'connect ENOENT /tmp/.s.PGSQL.5432')],
    ['a shutdown', withCode('57P01')],
    ['a crash of the server', withCode('57P02')],
    ['a broken connection', withCode('08006')],
    ['too many connections', withCode('53300')],
    ['a statement that took too long', withCode('57014')],
    ['a lost connection without a code', new Error('Connection terminated unexpectedly')],
    ['no connection in time', new Error('timeout exceeded when trying to connect')],
    [
      'one of these inside the error of the mapper',
      Object.assign(new Error('q'), { driverError: withCode('57P01') }),
    ],
  ])('means that it is away: %s', (_case, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    ['a syntax error', withCode('42601')],
    ['a violated constraint', withCode('23505')],
    ['a file that is not there', withCode('ENOENT', "ENOENT: no such file or directory, open 'x'")],
    ['a bug of ours', new TypeError('x is not a function')],
    ['no error at all', 'text'],
  ])('does not mean that: %s', (_case, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

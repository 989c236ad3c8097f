import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLogger, type Logger, logFile } from './logger';
import { Secret } from './secret';

const BODY = 'Zq3kV9sLx2Wn7Ty5Rb1Mc8Pd4Fg6Hj0aQwErTyUiOpAsDfGh1';
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Texts that show by their form that they are secret. */
const BY_FORM = {
  'an API key': `aim_sk_${BODY}`,
  'an access token of another brand': `brand99_pat_${BODY}`,
  'a provider key': `sk-proj-${BODY}`,
  'an Anthropic key': `sk-ant-api03-${BODY}`,
  'a bearer value': `Bearer ${BODY}`,
  'a bearer value in small letters': `authorization: bearer ${BODY}`,
  'basic credentials': `Basic ${BODY}==`,
  'a database address': `postgres://user:${BODY}@db:5432/k`,
  'a session cookie': `better-auth.session_token=${BODY}; Path=/`,
  'a key in an address': `https://host/v1?api_key=${BODY}&a=b`,
};

/** A logger and the text that it has written. */
function recording(level: (typeof LEVELS)[number] | 'silent' = 'trace'): {
  logger: Logger;
  written: () => string;
} {
  const lines: string[] = [];
  const logger = createLogger({ level, nodeName: 'node-1' }, { write: (line) => void lines.push(line) });
  return { logger, written: () => lines.join('') };
}

/** The fields of the only line that was written. */
function onlyLine(written: string): Record<string, unknown> {
  return JSON.parse(written) as Record<string, unknown>; // what a logger writes is an object
}

/** An error with an error inside, twice, each of which carries the text in message and field. */
function nestedError(text: string): Error {
  const inner = Object.assign(new TypeError(`inner ${text}`), { headers: { via: text } });
  const middle = new AggregateError([new Error(`one of ${text}`)], `middle ${text}`, { cause: inner });
  return new Error(`outer ${text}`, { cause: { deeper: [middle] } });
}

describe.each(LEVELS)('a line of level %s', (level) => {
  it.each(Object.entries(BY_FORM))('shows %s nowhere', (_name, text) => {
    const { logger, written } = recording();

    logger[level](text);
    logger[level](`before\n${text}\tafter "${text}"`);
    logger[level]('format %s %j %o', text, { text }, { text });
    logger[level]({ a: { b: [{ c: text }] }, [text]: 1 }, text);
    logger[level](nestedError(text));
    logger[level]({ err: nestedError(text), anything: nestedError(text) }, 'failed');
    logger
      .child({ binding: text })
      .child({ inner: [text] })
      [level]('child');

    expect(written().split('\n').length).toBe(8);
    expect(written()).not.toContain(BODY);
    expect(written()).toContain('[redacted]');
  });
});

describe('a field named like a secret', () => {
  const canary = 'plain words that no pattern knows';

  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'x-api-key',
    'apiKey',
    'password',
    'operatorPassword',
    'secret',
    'secrets',
    'client_secret',
    'token',
    'accessToken',
    'session_token',
    'keyPepper',
    'databaseUrl',
    'rawHeaders',
    'parameters',
  ])('is hidden at every depth: %s', (name) => {
    const { logger, written } = recording();
    const error = Object.assign(new Error('failed'), {
      request: { headers: { [name]: canary } },
      [name]: [canary],
    });

    logger.info({
      [name]: canary,
      headers: { [name]: canary },
      list: [{ a: { [name]: { value: canary } } }],
    });
    logger.error(new Error('outer', { cause: error }));
    logger.child({ [name]: canary }).info({ err: error });
    const child = logger.child({});
    child.setBindings({ [name]: canary });
    child.info('bound later');

    expect(written().split('\n').length).toBe(5);
    expect(written()).not.toContain(canary);
  });

  it.each(['inputTokens', 'tokensPerMinute', 'apiKeyId', 'secretFormat', 'key'])(
    'is told apart from %s',
    (name) => {
      const { logger, written } = recording();

      logger.info({ [name]: 7 });

      expect(onlyLine(written())[name]).toBe(7);
    },
  );
});

describe('a log line', () => {
  it('is one JSON object with time, level, node and message', () => {
    const { logger, written } = recording();

    logger.warn({ port: 4000, at: new Date(0), big: 12n, none: null }, 'listening on %d', 4000);

    expect(onlyLine(written())).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      node: 'node-1',
      port: 4000,
      at: '1970-01-01T00:00:00.000Z',
      big: '12',
      none: null,
      msg: 'listening on 4000',
    });
  });

  it('keeps type, message, code and causes of an error', () => {
    const { logger, written } = recording();
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });

    logger.error(new TypeError('query failed', { cause }));

    expect(onlyLine(written())).toMatchObject({
      msg: 'query failed',
      err: {
        type: 'TypeError',
        message: 'query failed',
        stack: expect.stringContaining('logger.test'),
        cause: { type: 'Error', message: 'connection refused', code: 'ECONNREFUSED' },
      },
    });
  });

  it('names objects of a class in place of showing what is inside', () => {
    class Session {
      readonly content = 'canary';
    }
    const { logger, written } = recording();

    logger.info({ session: new Session(), secretly: new Secret('canary'), map: new Map([['a', 'canary']]) });

    expect(onlyLine(written())).toMatchObject({ session: '[Session]', secretly: '[redacted]', map: '[Map]' });
  });

  it('stays bounded and whole for a huge, deep or circular object, and for one that throws', () => {
    const { logger, written } = recording();
    const circle: Record<string, unknown> = {
      get broken() {
        throw new Error('no');
      },
      long: 'x'.repeat(50_000),
    };
    circle.self = circle;
    circle.many = Array.from({ length: 5_000 }, () => ({ circle }));

    logger.info(circle);

    expect(written().length).toBeLessThan(100_000);
    expect(onlyLine(written())).toMatchObject({ broken: '[unreadable]' });
  });

  it('says whether there is a secret when that is all a field tells', () => {
    const { logger, written } = recording();

    logger.info({ hasPassword: true, token: null });

    expect(onlyLine(written())).toMatchObject({ hasPassword: true, token: null });
  });

  it('is written at and above the chosen level only', () => {
    const { logger, written } = recording('warn');
    const silent = recording('silent');

    logger.info('quiet');
    logger.warn('heard');
    silent.logger.fatal('quiet');

    expect(written()).toContain('heard');
    expect(written() + silent.written()).not.toContain('quiet');
  });
});

it('goes on where nothing can be written', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keymeter-log-'));
  const file = path.join(folder, 'log');
  writeFileSync(file, '');
  const onlyForReading = openSync(file, 'r');
  const logger = createLogger({ level: 'info', nodeName: 'node-1' }, logFile(onlyForReading));

  expect(() => {
    for (let line = 0; line < 100; line += 1)
      logger.error({ detail: 'x'.repeat(20_000) }, 'Settlements wait.');
  }).not.toThrow();

  closeSync(onlyForReading);
  rmSync(folder, { recursive: true });
});

import { inspect } from 'node:util';
import { configOf, configOfYaml, mistakesOf } from './testing/configOf';

const LONG = 'x'.repeat(32);
const WITH_DATABASE = {
  DATABASE_URL: 'postgres://u:p@db:5432/keymeter',
  KEY_PEPPER: LONG,
  SESSION_SECRET: LONG,
};

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    const config = configOf({});

    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      databaseUrl: null,
      role: 'all',
      logLevel: 'info',
      keyPrefix: 'aim',
      keyPeppers: [],
      sessionSecret: null,
      brandName: 'AI Marketplace',
      maxKeysPerAccount: 50,
      keyMaxLifetimeDays: null,
      trustedProxies: [],
      isDemo: true,
      hasPlayground: true,
      shutdownTimeoutMs: 30_000,
      nodeName: 'machine:4000',
      upstreams: [],
    });
    expect(config.dataDir).toMatch(/^\/.+\/\.data$/);
  });

  it('counts an empty variable as not set', () => {
    expect(configOf({ PORT: '', KEY_PREFIX: '', CONFIG_FILE: '', DATABASE_URL: '' })).toEqual(configOf({}));
  });

  it('takes the environment over the file and the file over the default', () => {
    const yaml = 'port: 5000\nbrandName: From file\nkeyPrefix: abc\n';

    const config = configOfYaml(yaml, { BRAND_NAME: 'From environment' });

    expect(config).toMatchObject({
      port: 5000,
      brandName: 'From environment',
      keyPrefix: 'abc',
      role: 'all',
    });
  });

  it('cannot be changed after it was read, at any depth', () => {
    const config = configOfYaml(
      'upstreams:\n  - {name: a, kind: openai, baseUrl: "http://a/v1", models: []}\n',
    );

    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.upstreams[0] ?? {}, { name: 'b' })).toThrow(TypeError);
  });

  it('tells every mistake at once, each with its name and what is allowed', () => {
    const mistakes = mistakesOf(() =>
      configOfYaml('prot: 1\nupstreams:\n  - {name: A, kind: openai, models: []}\n', {
        PORT: '70000',
        ROLE: 'king',
        KEY_PREFIX: 'Aim_',
        DATABASE_URL: 'mysql://db',
        MAX_KEYS_PER_ACCOUNT: '0',
        DEMO: 'maybe',
      }),
    );

    expect(mistakes).toEqual([
      expect.stringMatching(/^CONFIG_FILE prot: is not known; allowed: port, host, /),
      'KEY_PEPPER: is missing, and DATABASE_URL needs it; allowed: 32 characters at least, such as openssl rand -hex 32',
      'SESSION_SECRET: is missing, and DATABASE_URL needs it; allowed: 32 characters at least, such as openssl rand -hex 32',
      'PORT: is not such a number; allowed: a whole number from 0 to 65535',
      'DATABASE_URL: is not such an address; allowed: an address that begins with postgres:// or postgresql://',
      'ROLE: is none of these; allowed: all, gateway, console',
      'KEY_PREFIX: has the wrong form; allowed: 2 to 12 lower-case letters or digits',
      'MAX_KEYS_PER_ACCOUNT: is not such a number; allowed: a whole number from 1 to 10000',
      'DEMO: is none of these; allowed: on, off, true, false, 1, 0',
      'upstreams[0].name: has the wrong form; allowed: 1 to 64 lower-case letters, digits or . _ -',
      expect.stringMatching(/^upstreams\[0\]\.baseUrl: is not a text; allowed: an http or https address/),
    ]);
  });

  it('names the place in the file when the mistake stands there', () => {
    expect(mistakesOf(() => configOfYaml('logLevel: loud\nhost: [a]\n'))).toEqual([
      'CONFIG_FILE host: is not a single value; allowed: a text, a number, true or false',
      expect.stringMatching(/^CONFIG_FILE logLevel: is none of these; allowed: trace, /),
    ]);
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '4000x'],
    ['HOST', 'a b'],
    ['HOST', '256.1.1.1'],
    ['HOST', 'keys:internal'],
    ['PUBLIC_URL', 'keys.example'],
    ['PUBLIC_URL', 'ftp://keys.example'],
    ['PUBLIC_URL', 'https://user:pass@keys.example'],
    ['PUBLIC_URL', 'https://keys.example/path'],
    ['PUBLIC_URL', 'https://keys.example/?a=b'],
    ['LOG_LEVEL', 'INFO'],
    ['KEY_PREFIX', 'a'],
    ['KEY_PREFIX', 'abcdefghijklm'],
    ['KEY_PEPPER', 'short'],
    ['KEY_PEPPER', `${LONG},short`],
    ['KEY_PEPPER', `${LONG},`],
    ['SESSION_SECRET', 'x'.repeat(31)],
    ['CONTACT_URL', 'javascript:alert(1)'],
    ['CONTACT_URL', 'mailto:'],
    ['PLANS_URL', 'mailto:sales@example.com'],
    ['PLANS_URL', 'javascript:alert(1)'],
    ['PLANS_URL', '/plans'],
    ['OPERATOR_EMAIL', 'nobody'],
    ['OPERATOR_EMAIL', 'admin@localhost'],
    ['OPERATOR_PASSWORD', '1234567'],
    ['OPENAI_API_KEY', 'with blank'],
    ['ANTHROPIC_API_KEY', 'line\nbreak'],
    ['MAX_KEYS_PER_ACCOUNT', '10001'],
    ['KEY_MAX_LIFETIME_DAYS', '0'],
    ['KEY_MAX_LIFETIME_DAYS', '36501'],
    ['TRUSTED_PROXIES', 'proxy.internal'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
    ['TRUSTED_PROXIES', 'true'],
    ['TRUSTED_PROXIES', '::1/129'],
    ['METRICS_TOKEN', 'short'],
    ['MAX_BODIES_MIB', '79'],
    ['SHUTDOWN_TIMEOUT_SECONDS', '0'],
    ['NODE_NAME', 'a b'],
    ['BRAND_NAME', 'x'.repeat(61)],
  ])('refuses %s=%j', (name, value) => {
    expect(mistakesOf(() => configOf({ [name]: value }))).toEqual([expect.stringContaining(`${name}: `)]);
  });

  it.each([
    ['127.0.0.1', 'http://localhost:4000'],
    ['0.0.0.0', 'http://localhost:4000'],
    ['::', 'http://localhost:4000'],
    ['::1', 'http://localhost:4000'],
    ['10.1.2.3', 'http://10.1.2.3:4000'],
    ['fd00::7', 'http://[fd00::7]:4000'],
    ['keys.internal', 'http://keys.internal:4000'],
  ])('makes the public address for a server on %s usable from a browser', (host, publicUrl) => {
    expect(configOf({ HOST: host }).publicUrl).toBe(publicUrl);
  });

  it('takes proxies as addresses and ranges, and a longest lifetime of keys', () => {
    const config = configOf({ TRUSTED_PROXIES: '10.0.0.0/8, ::1,fd00::/8', KEY_MAX_LIFETIME_DAYS: '90' });

    expect(config).toMatchObject({
      trustedProxies: ['10.0.0.0/8', '::1', 'fd00::/8'],
      keyMaxLifetimeDays: 90,
    });
  });

  it('cuts the slash at the end of the public address', () => {
    expect(configOf({ PUBLIC_URL: 'https://Keys.example/' }).publicUrl).toBe('https://keys.example');
  });

  it('switches the demo off with a database of its own, unless it is wished', () => {
    expect(configOf(WITH_DATABASE).isDemo).toBe(false);
    expect(configOf({ ...WITH_DATABASE, DEMO: 'on' }).isDemo).toBe(true);
    expect(configOf({ DEMO: 'off' }).isDemo).toBe(false);
    expect(configOf({ PLAYGROUND: 'off' }).hasPlayground).toBe(false);
  });
});

describe('secrets in the configuration', () => {
  it('may come from files, without the line end after them', () => {
    const files = { 'run/pepper': `${LONG},${'y'.repeat(40)}\n`, 'run/session': `${LONG}\r\n` };

    const config = configOf({ KEY_PEPPER_FILE: 'run/pepper', SESSION_SECRET_FILE: 'run/session' }, files);

    expect(config.keyPeppers.map((pepper) => pepper.reveal())).toEqual([LONG, 'y'.repeat(40)]);
    expect(config.sessionSecret?.reveal()).toBe(LONG);
  });

  it('may be named by the configuration file too', () => {
    const config = configOfYaml('metricsTokenFile: run/metrics\n', {}, { 'run/metrics': LONG });

    expect(config.metricsToken?.reveal()).toBe(LONG);
  });

  it.each([
    ['both are given', { METRICS_TOKEN: LONG, METRICS_TOKEN_FILE: 'token' }, 'METRICS_TOKEN: stands beside'],
    ['the file is missing', { METRICS_TOKEN_FILE: 'missing' }, 'METRICS_TOKEN_FILE: cannot be read (ENOENT)'],
    ['the file is empty', { METRICS_TOKEN_FILE: 'empty' }, 'METRICS_TOKEN_FILE: names an empty file'],
    ['the content is too short', { METRICS_TOKEN_FILE: 'short' }, 'METRICS_TOKEN_FILE: has the wrong form'],
  ])('are refused when %s', (_case, env, expected) => {
    const files = { token: LONG, empty: '\n', short: 'abc' };

    expect(mistakesOf(() => configOf(env, files))).toEqual([expect.stringContaining(expected)]);
  });

  it('are told missing once when their file cannot be read', () => {
    const env = { ...WITH_DATABASE, KEY_PEPPER: undefined, KEY_PEPPER_FILE: 'missing' };

    expect(mistakesOf(() => configOf(env))).toEqual([
      expect.stringContaining('KEY_PEPPER_FILE: cannot be read'),
    ]);
  });

  it('show neither in the configuration nor in its mistakes', () => {
    const canary = 'canary-7d1e9a';
    const long = canary.repeat(3);
    const yaml = `upstreams:\n  - {name: a, kind: openai, baseUrl: "http://a", apiKey: ${canary}, models: []}\n`;

    const config = configOfYaml(yaml, {
      DATABASE_URL: `postgres://u:${canary}@db/k`,
      KEY_PEPPER: long,
      SESSION_SECRET: long,
      OPERATOR_PASSWORD: canary,
      OPENAI_API_KEY: canary,
      ANTHROPIC_API_KEY: canary,
      METRICS_TOKEN: long,
    });
    const mistakes = mistakesOf(() =>
      configOfYaml(`apiKey: [${canary}\n  - "`, {
        DATABASE_URL: `mysql://u:${canary}@db`,
        PUBLIC_URL: `https://u:${canary}@host`,
        KEY_PEPPER: canary,
        PORT: canary,
        ROLE: canary,
      }),
    );

    expect(JSON.stringify(config) + inspect(config, { depth: 9 })).not.toContain(canary);
    expect(mistakes.length).toBeGreaterThan(4);
    expect(mistakes.join('\n')).not.toContain(canary);
  });
});

describe('the configuration file', () => {
  it('has to be there when CONFIG_FILE names it', () => {
    expect(mistakesOf(() => configOf({ CONFIG_FILE: 'other.yaml' }))).toEqual([
      'CONFIG_FILE: cannot be read (ENOENT); allowed: the path of a YAML file',
    ]);
    expect(configOf({ CONFIG_FILE: 'other.yaml' }, { 'other.yaml': 'port: 4100' }).port).toBe(4100);
  });

  it.each([
    [
      'a broken line',
      'port: 4000\nhost: "a\n',
      /^CONFIG_FILE line \d+: cannot be understood \(missing char\)/,
    ],
    [
      'the same name twice',
      'port: 1\nport: 2\n',
      /^CONFIG_FILE line 2: cannot be understood \(duplicate key\)/,
    ],
    [
      'a second document',
      'port: 4000\n---\nrole: console\n',
      /^CONFIG_FILE line 2: cannot be understood \(multiple docs\)/,
    ],
    ['a list in place of names', '- port\n', /^CONFIG_FILE: is not a mapping/],
  ])('is refused with %s', (_case, yaml, expected) => {
    expect(mistakesOf(() => configOfYaml(yaml))[0]).toMatch(expected);
  });

  it('may be empty', () => {
    expect(configOfYaml('# nothing yet\n')).toEqual(configOf({}));
  });
});

import { ConfigError } from '../platform/configError';
import { DomainError, invalidInput } from '../platform/domainError';
import { ACCOUNT, KEY, keymeter, noneWrong, world } from './testing/keymeterWorld';

describe('a command that is typed wrongly', () => {
  const create = 'account create --name A --email a@b.c --password p';

  it.each([
    ['', 'name a command: account, key, token, model, usage, migrate, config'],
    ['account', 'name a command: create, plan'],
    [
      'accounts list',
      "unknown command 'accounts'; allowed: account, key, token, model, usage, migrate, config",
    ],
    [create, "required option '--plan <plan>' not specified"],
    [
      `${create} --plan gold`,
      "option '--plan <plan>' argument 'gold' is invalid. Allowed choices are paid, free.",
    ],
    [`${create} --plan paid --color red`, "unknown option '--color'"],
    [`${create} --plan paid extra`, 'too many arguments'],
    [
      `${create} --plan paid --password-stdin`,
      "option '--password <password>' cannot be used with option '--password-stdin'",
    ],
    ['account create --name A --plan paid --email a@b.c', 'give --password <password> or --password-stdin'],
    [`account plan --account ${ACCOUNT}`, "missing required argument 'paid|free'"],
    [`account plan --account ${ACCOUNT} gold`, 'Allowed choices are paid, free.'],
    [
      'account plan --account 17 paid',
      "option '--account <id>' argument '17' is invalid. It has to be an id, such as",
    ],
    [
      `key create --account ${ACCOUNT} --name k --models a --all-models`,
      "option '--models <ids>' cannot be used with",
    ],
    [`key revoke --account ${ACCOUNT} --id 7`, "option '--id <id>' argument '7' is invalid."],
    [
      `token create --account ${ACCOUNT} --name t --scopes ALL`,
      'Allowed are KEYS_READ, KEYS_WRITE, USAGE_READ, AUDIT_READ.',
    ],
  ])('exits with 1 and one line that says what is allowed: keymeter %s', async (line, expected) => {
    for (const typed of line === '' ? [line] : [line, `${line} --json`]) {
      const result = await keymeter(typed);

      expect(result).toMatchObject({ exitCode: 1, out: '', closed: 0, calls: [] });
      expect(result.error).toMatch(/^keymeter: [^\n]+\n$/);
      expect(result.error).toContain(expected);
    }
  });
});

describe('a command that is refused', () => {
  it('names the option at fault', async () => {
    const refusing = world();
    const createAccount = () => Promise.reject(invalidInput('input.timeZone', 'Give an IANA time zone.'));
    const services = { ...refusing.services, accounts: { ...refusing.services.accounts, createAccount } };

    const result = await keymeter('account create --name A --plan paid --email a@b.c --password p', {
      ...refusing,
      services,
    });

    expect(result).toMatchObject({
      exitCode: 1,
      out: '',
      closed: 1,
      error: 'keymeter: --time-zone: Give an IANA time zone.\n',
    });
  });

  it.each([
    'key create --name k --all-models',
    `key revoke --id ${KEY}`,
    'token create --name t --scopes KEYS_READ',
  ])('when there is no such account: %s', async (line) => {
    const result = await keymeter(`${line} --account ${KEY}`);

    expect(result).toMatchObject({
      exitCode: 1,
      out: '',
      error: 'keymeter: --account: There is no account with this id.\n',
      calls: [],
      closed: 1,
    });
  });

  it('tells a refusal without a field as it is', async () => {
    const create = () =>
      Promise.reject(new DomainError('PAID_PLAN_REQUIRED', 'This account needs a paid plan.'));
    const refusing = world();

    const result = await keymeter(`key create --account ${ACCOUNT} --name k`, {
      ...refusing,
      services: { ...refusing.services, apiKeys: { ...refusing.services.apiKeys, create } },
    });

    expect(result).toMatchObject({ exitCode: 1, error: 'keymeter: This account needs a paid plan.\n' });
  });

  it.each([
    ['/nowhere/models.json', 'cannot be read'],
    [__dirname, 'is no file'],
    ['', 'cannot be read'],
  ])('refuses to import %s before anything is asked', async (file, problem) => {
    const result = await keymeter(`model import '${file}'`);

    expect(result).toMatchObject({ exitCode: 1, out: '', calls: [] });
    expect(result.error).toContain(problem);
  });

  it('tells an unforeseen failure in one line without what looks like a secret', async () => {
    const away = () => Promise.reject(new Error('cannot connect to\npostgres://u:canary@db/k'));

    const result = await keymeter('model list', world({ models: { listAvailable: away, listAll: away } }));

    expect(result).toMatchObject({
      exitCode: 1,
      out: '',
      closed: 1,
      error: 'keymeter: cannot connect to postgres://u:[redacted]@db/k\n',
    });
  });
});

describe('a wrong configuration', () => {
  const wrongConfig = () => {
    throw new ConfigError([
      { name: 'PORT', message: 'is wrong; allowed: 1' },
      { name: 'HOST', message: 'is wrong; allowed: 2' },
    ]);
  };
  const line = 'keymeter: wrong configuration: PORT: is wrong; allowed: 1; HOST: is wrong; allowed: 2\n';

  it('stops every command before anything is opened, with all mistakes in one line', async () => {
    expect(await keymeter('model list', world(), wrongConfig)).toMatchObject({
      exitCode: 1,
      out: '',
      error: line,
      closed: 0,
    });
    expect(await keymeter('config check --json', world(), wrongConfig)).toMatchObject({
      exitCode: 1,
      out: '',
      error: line,
    });
  });

  it('is listed for people by config check', async () => {
    const result = await keymeter('config check', world(), wrongConfig);

    expect(result).toMatchObject({ exitCode: 1, error: line });
    expect(result.out).toBe('PORT: is wrong; allowed: 1\nHOST: is wrong; allowed: 2\n');
  });
});

describe('a look at the sums of usage', () => {
  const difference = {
    kind: 'SLOT' as const,
    accountId: ACCOUNT,
    at: '2026-01-15T10:15:00Z',
    apiKeyId: KEY,
    modelNumber: 7,
    found: { requests: '1', inputTokens: '107', outputTokens: '50', cost: '0.1' },
    shouldBe: { requests: '1', inputTokens: '100', outputTokens: '50', cost: '0.1' },
  };
  const oneWrong = { ...noneWrong, wrong: 1, differences: [difference] };

  it('that finds one wrong prints what it found, and exits with 1 and one line that says what to do', async () => {
    const wrong = world({
      usageVerification: {
        verify: () => Promise.resolve(oneWrong),
        rebuild: () => Promise.resolve({ repaired: oneWrong, left: oneWrong }),
      },
    });

    const [told, json, rebuilt] = [
      await keymeter('usage verify', wrong),
      await keymeter('usage verify --json', wrong),
      await keymeter('usage rebuild --json', wrong),
    ];

    expect(told).toMatchObject({ exitCode: 1, closed: 1 });
    expect(told.out).toContain(
      `slot 2026-01-15T10:15:00Z of account ${ACCOUNT}, key ${KEY}, model 7: 1 requests, 107 + 50 tokens, 0.1; should be 1 requests, 100 + 50 tokens, 0.1`,
    );
    expect(told.error).toMatch(
      /^keymeter: 1 sums are not what the ledger says; `[^\n]+ usage rebuild` mends them\.\n$/,
    );
    expect([json.exitCode, JSON.parse(json.out)]).toEqual([1, oneWrong]);
    expect([rebuilt.exitCode, JSON.parse(rebuilt.out)]).toEqual([1, { repaired: oneWrong, left: oneWrong }]);
    expect(rebuilt.error).toBe('keymeter: 1 sums are still not what the ledger says.\n');
  });

  it('that another process is at is refused', async () => {
    const { services, ...rest } = world();
    const busy = { ...services.usageVerification, rebuild: () => Promise.resolve(null) };

    expect(
      await keymeter('usage rebuild', { ...rest, services: { ...services, usageVerification: busy } }),
    ).toMatchObject({
      exitCode: 1,
      out: '',
      error: 'keymeter: another process is proving the sums right now; try again in a minute\n',
    });
  });
});

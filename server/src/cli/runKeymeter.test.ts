import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configOf } from '../platform/testing/configOf';
import { ACCOUNT, aModel, goneModel, KEY, keymeter, noneWrong, world } from './testing/keymeterWorld';

const folder = mkdtempSync(path.join(tmpdir(), 'keymeter-cli-'));
const LIST_FILE = path.join(folder, 'list.json');
writeFileSync(LIST_FILE, '[]');
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command with --json', () => {
  it.each([
    [
      "account create --name 'Acme Inc' --plan paid --email a@b.c --password longenough --time-zone Asia/Ho_Chi_Minh",
      { accountId: 'account-1', userId: 'user-1' },
      [
        [
          'createAccount',
          {
            name: 'Acme Inc',
            plan: 'PAID',
            email: 'a@b.c',
            password: 'longenough',
            timeZone: 'Asia/Ho_Chi_Minh',
          },
        ],
      ],
    ],
    [
      'account create --name Acme --plan free --email a@b.c --password-stdin',
      { accountId: 'account-1', userId: 'user-1' },
      [['createAccount', { name: 'Acme', plan: 'FREE', email: 'a@b.c', password: 'password from stdin' }]],
    ],
    [
      `account plan --account ${ACCOUNT} free`,
      { accountId: ACCOUNT, plan: 'free' },
      [['setPlan', { kind: 'operator', accountId: ACCOUNT }, { plan: 'FREE', planEndsAt: null }]],
    ],
    [
      `key create --account ${ACCOUNT} --name laptop --models demo/a,demo/b`,
      { apiKeyId: 'key-1', secret: 'the-secret' },
      [
        [
          'createKey',
          { kind: 'operator', accountId: ACCOUNT },
          { name: 'laptop', modelIds: ['demo/a', 'demo/b'] },
        ],
      ],
    ],
    [
      `key create --account ${ACCOUNT} --name laptop --all-models`,
      { apiKeyId: 'key-1', secret: 'the-secret' },
      [['createKey', { kind: 'operator', accountId: ACCOUNT }, { name: 'laptop', allModels: true }]],
    ],
    [
      `key revoke --account ${ACCOUNT} --id ${KEY}`,
      {
        revokedAt: '1970-01-01T00:00:00.000Z',
        nodes: [
          { node: 'a', acknowledgedAt: '1970-01-01T00:00:00.005Z', streamsEndBy: null, streamsEnded: 2 },
          { node: 'b', acknowledgedAt: null, streamsEndBy: '1970-01-01T00:00:03.000Z', streamsEnded: null },
        ],
      },
      [['revokeKey', { kind: 'operator', accountId: ACCOUNT }, KEY]],
    ],
    [
      `token create --account ${ACCOUNT} --name billing --scopes KEYS_READ,USAGE_READ`,
      { accessTokenId: 'token-1', secret: 'the-secret' },
      [
        [
          'createToken',
          { kind: 'operator', accountId: ACCOUNT },
          { name: 'billing', scopes: ['KEYS_READ', 'USAGE_READ'] },
        ],
      ],
    ],
    ['model list', [aModel, goneModel], []],
    ['model list --available', [aModel, { ...goneModel, isAvailable: true }], []],
    [
      `model import ${LIST_FILE}`,
      [
        { ...aModel, change: 'repriced' },
        { ...goneModel, change: 'added' },
      ],
      [['importModels', '[]', false]],
    ],
    [`model import ${LIST_FILE} --dry-run`, expect.any(Array), [['importModels', '[]', true]]],
    ['usage verify', noneWrong, [['verifyUsage', expect.any(Function)]]],
    [
      'usage rebuild',
      { repaired: { ...noneWrong, wrong: 2 }, left: noneWrong },
      [['rebuildUsage', expect.any(Function)]],
    ],
    ['migrate', { migrations: ['CreateAccounts1'] }, []],
    ['--json migrate', { migrations: ['CreateAccounts1'] }, []],
  ])('prints one JSON value and nothing else: %s', async (line, json, calls) => {
    const result = await keymeter(`${line} --json`);

    expect(result).toMatchObject({ exitCode: 0, error: '', closed: 1 });
    expect(JSON.parse(result.out)).toEqual(json);
    expect(result.out.trimEnd()).not.toContain('\n');
    expect(result.calls).toEqual(calls);
  });

  it('prints the configuration without its secrets', async () => {
    const canary = 'canary-'.repeat(6);

    const result = await keymeter('config check --json', world(), () => configOf({ SESSION_SECRET: canary }));

    expect(JSON.parse(result.out)).toMatchObject({
      port: 4000,
      sessionSecret: '[redacted]',
      databaseUrl: null,
    });
    expect([result.exitCode, result.closed]).toEqual([0, 0]);
  });
});

describe('a command without --json', () => {
  it.each([
    [
      'account create --name A --plan paid --email a@b.c --password p',
      'Account account-1 was opened for user user-1.',
    ],
    [`account plan --account ${ACCOUNT} paid`, `Account ${ACCOUNT} is on the paid plan.`],
    [
      `key create --account ${ACCOUNT} --name k`,
      'API key key-1 was made for all models. Its secret is shown only now:\nthe-secret',
    ],
    [
      `key revoke --account ${ACCOUNT} --id ${KEY}`,
      `API key ${KEY} is revoked since 1970-01-01T00:00:00.000Z: 1 of 2 nodes have confirmed; streams on b end by 1970-01-01T00:00:03.000Z.`,
    ],
    [
      'model list',
      'demo/long-name  Demo  CHAT  in 0.60  out 0.80\ndemo/b          Demo  CHAT  in -     out -     not available',
    ],
    [
      `model import ${LIST_FILE}`,
      'Imported 2 models: 1 repriced, 1 added.\n  repriced demo/long-name\n  added demo/b\nLeft out 1, such as x: no place for mode video.',
    ],
    ['usage verify', 'Ledger of 2026-01-15 to 2026-01-16, closed days of 3 accounts: 0 wrong sums.'],
    [
      'usage rebuild',
      'Ledger of 2026-01-15 to 2026-01-16, closed days of 3 accounts: 2 wrong sums were mended, 0 are left.',
    ],
    ['migrate', 'Ran CreateAccounts1.'],
  ])('answers in a sentence: %s', async (line, text) => {
    expect(await keymeter(line)).toMatchObject({ exitCode: 0, out: `${text}\n`, error: '' });
  });

  it('says when there is nothing to tell', async () => {
    const none = () => Promise.resolve([]);
    const empty = world({ migrations: [], models: { listAvailable: none, listAll: none } });

    expect((await keymeter('migrate', empty)).out).toBe('The database is up to date.\n');
    expect((await keymeter('model list', empty)).out).toContain('There are no models yet');
  });
});

describe('--help', () => {
  it.each([
    '',
    'account',
    'account create',
    'account plan',
    'key',
    'key create',
    'key revoke',
    'token create',
    'model list',
    'model import',
    'usage verify',
    'usage rebuild',
    'migrate',
    'config check',
  ])('explains: keymeter %s', async (command) => {
    const result = await keymeter(`${command} --help`);

    expect(result).toMatchObject({ exitCode: 0, error: '', closed: 0 });
    expect(result.out).toContain('Usage: keymeter');
  });

  it('gives examples that can be typed', async () => {
    const leaves = [
      'account create',
      'account plan',
      'key create',
      'key revoke',
      'token create',
      'model list',
      'usage verify',
      'usage rebuild',
      'migrate',
    ];

    for (const leaf of leaves) {
      const { out } = await keymeter(`${leaf} --help`);
      const examples = out.split('Examples:')[1]?.match(/keymeter [^\n<]+/g) ?? [];
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        expect(example).toContain(`keymeter ${leaf}`);
        expect(await keymeter(`${example.replace('keymeter ', '')}`)).toMatchObject({
          error: '',
          exitCode: 0,
        });
      }
    }
  });
});

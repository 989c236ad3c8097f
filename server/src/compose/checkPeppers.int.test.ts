import { apiKeyServices, operatorOf, TEST_PEPPER } from '../apiKeys/testing/apiKeyServices';
import { startApp } from '../app';
import { type Config, readConfig } from '../platform/config';
import { createLogger } from '../platform/logger';
import { SecretHasher } from '../platform/secretHash';
import { Shutdown } from '../platform/shutdown';
import { eventually } from '../test/eventually';
import { insertAccount, insertModel } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { serverEnvironment } from '../test/startServer';
import { checkPeppers } from './checkPeppers';
import { openCommandServices } from './openCommandServices';

const OTHER = 'another pepper of at least 32 characters';
const NONE = { keys: 0, accessTokens: 0 };

describe('the pepper that a process starts with', () => {
  let database: OpenTestDatabase;
  const check = (...peppers: string[]) => checkPeppers(database.db, new SecretHasher(peppers));
  const newKey = async (pepper: string) => {
    const actor = operatorOf(await insertAccount(database.db));
    const services = apiKeyServices(database.db, { peppers: [pepper] });
    const { apiKey } = await services.write.create(actor, { name: 'k', allModels: true });
    return { revoke: () => services.revocation.revoke(actor, apiKey.id) };
  };

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('has to be one that keys in force were made with; those of another are counted', async () => {
    expect(await check(TEST_PEPPER)).toEqual(NONE);
    const first = await newKey(TEST_PEPPER);

    expect(await check(TEST_PEPPER)).toEqual(NONE);
    expect(await check(OTHER, TEST_PEPPER)).toEqual(NONE);
    await expect(check(OTHER)).rejects.toThrow(/^KEY_PEPPER is not the one that the 1 API keys/);

    await newKey(OTHER);
    expect(await check(OTHER)).toEqual({ keys: 1, accessTokens: 0 });
    await first.revoke();
    expect(await check(OTHER)).toEqual(NONE);
  });

  it('is not there for the access tokens that it made either: they are counted, and stop no start', async () => {
    const account = await insertAccount(database.db);
    await database.db.query(
      `INSERT INTO access_tokens (id, account_id, name, token_hash, pepper_id, last_four, scopes, created_at, expires_at, revoked_at)
       SELECT gen_random_uuid(), $1, 't', sha256(n::text::bytea), 'lost', 'abcd', '{KEYS_READ}', now(),
         CASE WHEN n = 2 THEN now() END, CASE WHEN n = 3 THEN now() END
       FROM generate_series(1, 3) AS n`,
      [account],
    );

    expect(await check(TEST_PEPPER, OTHER)).toEqual({ keys: 0, accessTokens: 1 });
  });
});

describe('a process without the pepper of the keys', () => {
  let database: OpenTestDatabase;
  let config: Config;
  let apiKey: { id: string; accountId: string };

  beforeAll(async () => {
    database = await openTestDatabase();
    await insertModel(database.db, 'acme/small');
    const actor = operatorOf(await insertAccount(database.db));
    const { write } = apiKeyServices(database.db);
    const made = await write.create(actor, { name: 'k', allModels: true });
    apiKey = { id: made.apiKey.id, accountId: actor.accountId };
    const { CONFIG_FILE: _, ...environment } = serverEnvironment(database.url);
    config = readConfig({ ...environment, KEY_PEPPER: OTHER, DEMO: 'on' }, () => '');
  });
  afterAll(() => database.close());

  it('does not start as a server, and leaves nothing open', async () => {
    const logger = createLogger({ level: 'silent', nodeName: 'n' });
    const shutdown = new Shutdown({ deadlineMs: 10_000, logger });
    const parts = { config, logger, shutdown, onProgress: () => {}, onNewSignIn: () => {} };

    await expect(startApp(parts)).rejects.toThrow(/^KEY_PEPPER is not the one that the 1 API keys/);
    await shutdown.close();

    await eventually(async () =>
      expect(
        await database.db.query(
          `SELECT application_name FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'keymeter n%'`,
        ),
      ).toEqual([]),
    );
  });

  it('makes no credential by a command, revokes, and works once nothing is left to lose', async () => {
    const commands = await openCommandServices(config);
    const actor = operatorOf(apiKey.accountId);
    const create = () => commands.apiKeys.create(actor, { name: 'new', allModels: true });
    const createToken = () => commands.accessTokens.create(actor, { name: 't', scopes: ['KEYS_READ'] });

    await expect(create()).rejects.toThrow(/^KEY_PEPPER is not the one/);
    await expect(createToken()).rejects.toThrow(/^KEY_PEPPER is not the one/);
    await commands.apiKeys.revoke(actor, apiKey.id);
    await create();
    await createToken();

    await commands.close();
  });
});

import { apiKeyServices, operatorOf, TEST_PEPPER } from '../apiKeys/testing/apiKeyServices';
import { SecretHasher } from '../platform/secretHash';
import { insertAccount } from '../test/factories';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import { checkPeppers } from './checkPeppers';

const OTHER = 'another pepper of at least 32 characters';

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
    expect(await check(TEST_PEPPER)).toBe(0);
    const first = await newKey(TEST_PEPPER);

    expect(await check(TEST_PEPPER)).toBe(0);
    expect(await check(OTHER, TEST_PEPPER)).toBe(0);
    await expect(check(OTHER)).rejects.toThrow(/^KEY_PEPPER is not the one that the 1 API keys/);

    await newKey(OTHER);
    expect(await check(OTHER)).toBe(1);
    await first.revoke();
    expect(await check(OTHER)).toBe(0);
  });
});

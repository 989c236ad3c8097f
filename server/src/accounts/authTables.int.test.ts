import { getMigrations } from 'better-auth/db/migration';
import { authOptions } from './authOptions';
import { startAccounts } from './testing/startAccounts';

describe('the tables of sign-in', () => {
  let started: Awaited<ReturnType<typeof startAccounts>>;

  beforeAll(async () => {
    started = await startAccounts();
  });
  afterAll(() => started.stop());

  it('have every table, column and index that the library asks for', async () => {
    const wanted = await getMigrations(authOptions(started.authParts));

    expect(wanted.toBeCreated).toEqual([]);
    expect(wanted.toBeAdded).toEqual([]);
    expect(wanted.toBeAddedIndexes).toEqual([]);
  });

  it('would be missed if they were not there', async () => {
    const options = authOptions(started.authParts);

    const wanted = await getMigrations({ ...options, user: { ...options.user, modelName: 'people' } });

    expect(wanted.toBeCreated.map(({ table }) => table)).toEqual(['people']);
  });
});

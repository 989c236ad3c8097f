import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { CatalogueModel } from './catalogueModel';
import { ModelRepository } from './model.repository';
import { ModelService } from './model.service';

let database: OpenTestDatabase;
let service: ModelService;

beforeAll(async () => {
  database = await openTestDatabase();
  service = new ModelService(new ModelRepository(database.db.manager));
});
afterAll(() => database.close());

const model = (id: string, change: Partial<CatalogueModel> = {}): CatalogueModel => ({
  id,
  name: id,
  provider: 'Acme',
  kind: 'CHAT',
  contextTokens: 8000,
  price: { input: '0.60', output: '0.80', cachedInput: null },
  ...change,
});

const ids = async (filter = {}): Promise<string[]> =>
  (await service.listAvailable(filter)).map(({ id }) => id);

describe('the catalogue', () => {
  it('is what was configured, by provider and name, whatever the case', async () => {
    await service.replaceCatalogue([
      model('b/zeta', { provider: 'beta', name: 'Zeta' }),
      model('b/alpha', { provider: 'Beta', name: 'alpha' }),
      model('a/one', { name: 'One' }),
    ]);

    expect(await ids()).toEqual(['a/one', 'b/alpha', 'b/zeta']);
  });

  it('is the same after being set twice, also by several nodes at once', async () => {
    const wanted = [model('a/one'), model('a/two')];

    await Promise.all([1, 2, 3].map(() => service.replaceCatalogue(wanted)));

    expect(await ids()).toEqual(['a/one', 'a/two']);
    const [row] = await database.db.query(
      `SELECT count(*)::integer AS n FROM model_prices p JOIN models m ON m.number = p.model_number WHERE m.id = 'a/two'`,
    );
    expect(row.n).toBe(1);
  });

  it('keeps a model that is gone, but offers it to no key', async () => {
    await service.replaceCatalogue([model('a/one'), model('a/two')]);
    const number = (await service.find('a/two'))?.number;
    await service.replaceCatalogue([model('a/one')]);

    expect(await ids()).toEqual(['a/one']);
    expect(await service.find('a/two')).toMatchObject({ isAvailable: false, number });
    await expect(service.numbersOfAvailable(['a/two'], 'modelIds')).rejects.toMatchObject({
      code: 'MODEL_NOT_AVAILABLE',
    });
    await service.replaceCatalogue([model('a/one'), model('a/two')]);
    expect((await service.find('a/two'))?.number).toBe(number);
  });

  it('adds a price when it changes and never changes one', async () => {
    await service.replaceCatalogue([model('a/priced')]);
    await service.replaceCatalogue([
      model('a/priced', { price: { input: '0.7', output: '0.80', cachedInput: '0.1' } }),
    ]);

    const prices = await database.db.query(
      `SELECT input_price, cached_input_price FROM model_prices p JOIN models m ON m.number = p.model_number
       WHERE m.id = 'a/priced' ORDER BY valid_from`,
    );
    expect(prices).toEqual([
      { input_price: '0.60', cached_input_price: null },
      { input_price: '0.7', cached_input_price: '0.1' },
    ]);
    expect(await service.find('a/priced')).toMatchObject({ inputPrice: '0.7', outputPrice: '0.80' });
  });

  it('has no price, rather than none to pay, for a model whose price nobody gave', async () => {
    await service.replaceCatalogue([model('a/unpriced', { price: null })]);

    expect(await service.find('a/unpriced')).toMatchObject({ inputPrice: null, outputPrice: null });
  });

  it('has no model by an id that PostgreSQL cannot hold, and is asked for the others all the same', async () => {
    await service.replaceCatalogue([model('a/one')]);

    expect(await service.find('a\0one')).toBeNull();
    expect(await service.numbersOfKnown(['\0', '\ud800', 'a/one'])).toHaveLength(1);
  });

  it('is searched by id, name and provider in any case, and filtered by provider and kind', async () => {
    await service.replaceCatalogue([
      model('a/one', { name: 'Écrin' }),
      model('b/two', { provider: 'Beta', kind: 'EMBEDDING' }),
    ]);

    expect(await ids({ search: 'ÉCR' })).toEqual(['a/one']);
    expect(await ids({ search: 'beta' })).toEqual(['b/two']);
    expect(await ids({ provider: 'Beta' })).toEqual(['b/two']);
    expect(await ids({ kind: 'CHAT' })).toEqual(['a/one']);
    expect(await ids({ search: '  ' })).toEqual(['a/one', 'b/two']);
  });
});

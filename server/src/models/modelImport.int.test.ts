import { newUuid } from '../platform/uuid';
import { type OpenTestDatabase, openTestDatabase } from '../test/openTestDatabase';
import type { CatalogueModel } from './catalogueModel';
import { ModelRepository } from './model.repository';
import { ModelService } from './model.service';
import { ModelImportRepository } from './modelImport.repository';
import { ModelImportService } from './modelImport.service';

let database: OpenTestDatabase;
let models: ModelService;
let imports: ModelImportService;
const served = (id: string, price: CatalogueModel['price']): CatalogueModel => ({
  id,
  name: 'Ours',
  provider: 'Us',
  kind: 'CHAT',
  contextTokens: null,
  price,
});
const OURS = { input: '9', output: '9', cachedInput: null };

beforeAll(async () => {
  database = await openTestDatabase();
  const repository = new ModelRepository(database.db.manager);
  models = new ModelService(repository);
  imports = new ModelImportService({
    imports: new ModelImportRepository(database.db.manager),
    models: repository,
    pricedByConfiguration: new Set(['us/priced']),
  });
  await models.replaceCatalogue([served('us/priced', OURS), served('us/unpriced', null)]);
});
afterAll(() => database.close());

/** A list in LiteLLM's shape with one model at this price for a token. */
const listOf = (id: string, input: string, output = '2e-06'): string =>
  `{"${id}": {"litellm_provider": "${id.split('/')[0]}", "mode": "chat", "input_cost_per_token": ${input}, "output_cost_per_token": ${output}}}`;
const pricesOf = (id: string): Promise<unknown[]> =>
  database.db.query(
    `SELECT input_price::text AS input, valid_from = '-infinity' AS "isFirst" FROM model_prices
     JOIN models ON number = model_number WHERE id = $1 ORDER BY valid_from`,
    [id],
  );
const changesOf = async (text: string, isTrial = false) =>
  (await imports.import(text, isTrial)).models.map(({ id, change }) => [id, change]);

describe('an imported list', () => {
  it('adds models that no upstream serves: listed with their prices, but not available', async () => {
    const id = `list/${newUuid()}`;

    const { models: imported } = await imports.import(listOf(id, '1.5e-07'));

    expect(imported).toMatchObject([
      { id, provider: 'list', isAvailable: false, inputPrice: '0.15', outputPrice: '2', change: 'added' },
    ]);
    expect((await models.listAll()).map((model) => model.id)).toContain(id);
    expect((await models.listAvailable()).map((model) => model.id)).not.toContain(id);
    await expect(models.numbersOfAvailable([id], 'modelIds')).rejects.toMatchObject({
      code: 'MODEL_NOT_AVAILABLE',
    });
  });

  it('adds a price that holds from now on when one has changed, and changes nothing the second time', async () => {
    const id = `list/${newUuid()}`;
    await imports.import(listOf(id, '1e-06'));

    expect(await changesOf(listOf(id, '0.000001'))).toEqual([[id, 'unchanged']]);
    expect(await changesOf(listOf(id, '3e-06'))).toEqual([[id, 'repriced']]);
    expect(await changesOf(listOf(id, '3e-06'))).toEqual([[id, 'unchanged']]);
    expect(await pricesOf(id)).toEqual([
      { input: '1', isFirst: true },
      { input: '3', isFirst: false },
    ]);
  });

  it('gives a price to a model that the configuration serves without one, and keeps its name', async () => {
    expect(await changesOf(listOf('us/unpriced', '1e-06'))).toEqual([['us/unpriced', 'repriced']]);
    expect(await models.find('us/unpriced')).toMatchObject({
      name: 'Ours',
      isAvailable: true,
      inputPrice: '1',
    });

    // The next start of a server.
    await models.replaceCatalogue([served('us/priced', OURS), served('us/unpriced', null)]);
    expect(await models.find('us/unpriced')).toMatchObject({ inputPrice: '1' });
  });

  it('keeps what the configuration prices', async () => {
    expect(await changesOf(listOf('us/priced', '1e-06'))).toEqual([['us/priced', 'kept']]);
    expect(await models.find('us/priced')).toMatchObject({ inputPrice: '9' });
  });

  it('never takes a price away, and has none where the list has half of one', async () => {
    const id = `list/${newUuid()}`;
    await imports.import(listOf(id, '1e-06'));

    await imports.import(listOf(id, 'null'));
    const half = `list/${newUuid()}`;
    await imports.import(listOf(half, '1e-06', 'null'));

    expect(await models.find(id)).toMatchObject({ inputPrice: '1' });
    expect(await models.find(half)).toMatchObject({ inputPrice: null, outputPrice: null });
  });

  it('can be tried without changing anything', async () => {
    const id = `list/${newUuid()}`;

    expect((await imports.import(listOf(id, '1e-06'), true)).models).toMatchObject([
      { id, inputPrice: '1', isAvailable: false, change: 'added' },
    ]);
    expect(await changesOf(listOf('us/unpriced', '5e-06'), true)).toEqual([['us/unpriced', 'repriced']]);

    expect(await models.find(id)).toBeNull();
    expect(await models.find('us/unpriced')).toMatchObject({ inputPrice: '1' });
  });

  it('is taken by several nodes at once as by one', async () => {
    const id = `list/${newUuid()}`;

    await Promise.all([1, 2, 3, 4].map(() => imports.import(listOf(id, '1e-06'))));

    expect(await pricesOf(id)).toEqual([{ input: '1', isFirst: true }]);
  });

  it('with a mistake changes nothing', async () => {
    const id = `list/${newUuid()}`;
    const text = `${listOf(id, '1e-06').slice(0, -1)}, "b": {"litellm_provider": "b", "mode": "chat", "input_cost_per_token": -1}}`;

    await expect(imports.import(text)).rejects.toMatchObject({ code: 'INVALID_INPUT' });

    expect(await models.find(id)).toBeNull();
  });
});

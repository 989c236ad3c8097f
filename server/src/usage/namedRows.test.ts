import { namedRows } from './namedRows';
import { NO_USAGE, type UsageReportRow } from './usageReport';

const row = (modelNumber: number | null, apiKeyId: string | null): UsageReportRow => ({
  bucketStart: null,
  modelNumber,
  apiKeyId,
  usage: NO_USAGE,
});
const model = (number: number) => ({ number, id: `acme/${number}` });

function loaderOf<Id>(find: (id: Id) => unknown) {
  const asked: Id[] = [];
  const load = async (id: Id): Promise<never> => {
    asked.push(id);
    // As much of a model or a key as these tests look at.
    return find(id) as never;
  };
  return { asked, load };
}

it('looks each model and key up once, however many rows are about it', async () => {
  const models = loaderOf(model);
  const apiKeys = loaderOf((id: string) => ({ id }));

  const rows = await namedRows([row(1, 'a'), row(1, 'b'), row(2, 'a')], { models, apiKeys });

  expect(rows).toEqual([
    { bucketStart: null, usage: NO_USAGE, model: model(1), apiKey: { id: 'a' } },
    { bucketStart: null, usage: NO_USAGE, model: model(1), apiKey: { id: 'b' } },
    { bucketStart: null, usage: NO_USAGE, model: model(2), apiKey: { id: 'a' } },
  ]);
  expect([models.asked, apiKeys.asked]).toEqual([
    [1, 2],
    ['a', 'b'],
  ]);
});

it('has no name for what was not grouped by, and for a key that is not there', async () => {
  const models = loaderOf(model);
  const apiKeys = loaderOf(() => null);

  expect(await namedRows([row(null, 'gone')], { models, apiKeys })).toMatchObject([
    { model: null, apiKey: null },
  ]);
  expect(models.asked).toEqual([]);
});

it('looks nothing up that nobody asked for', async () => {
  expect(await namedRows([row(1, 'a')], { models: null, apiKeys: null })).toMatchObject([
    { model: null, apiKey: null },
  ]);
});

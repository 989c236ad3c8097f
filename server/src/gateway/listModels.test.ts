import type { GatewayRefusal } from './gatewayRefusal';
import { ListModels } from './listModels';
import { MemoryLedger } from './testing/memoryLedger';

const KEY = `aim_sk_${'k'.repeat(49)}`;
const headers = { authorization: [`Bearer ${KEY}`] };

function modelsWith(key: Parameters<MemoryLedger['addKey']>[1] | null): ListModels {
  const ledger = new MemoryLedger(['meta/llama', 'acme/bird']);
  if (key) ledger.addKey(KEY, key);
  return new ListModels({ looksLikeApiKey: (secret) => secret.startsWith('aim_sk_'), ...ledger });
}

const refusalOf = (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    (error: GatewayRefusal) => error.code,
  );

describe('the list of models', () => {
  it('has the models that the key may call, and no others', async () => {
    const list = await modelsWith({ models: ['meta/llama'] }).list(headers);

    expect(list).toMatchObject([{ id: 'meta/llama', provider: 'meta' }]);
    expect(list).toHaveLength(1);
  });

  it('tells one model', async () => {
    expect(await modelsWith({ models: ['meta/llama'] }).one(headers, 'meta/llama')).toMatchObject({
      apiKeyId: 'key-1',
      model: { id: 'meta/llama' },
    });
  });

  it.each([
    ['acme/bird', 'MODEL_NOT_ALLOWED'],
    ['acme/fish', 'MODEL_NOT_FOUND'],
    ['', 'MODEL_NOT_FOUND'],
    ['a\u0000b', 'MODEL_NOT_FOUND'],
    ['x'.repeat(5_000), 'MODEL_NOT_FOUND'],
  ])('refuses the model "%.20s" with %s', async (modelId, code) => {
    expect(await refusalOf(modelsWith({ models: ['meta/llama'] }).one(headers, modelId))).toBe(code);
  });

  it('does not ask the database for a name that no model can have', async () => {
    const ledger = new MemoryLedger([]);
    ledger.addKey(KEY);
    const modelExists = jest.fn(async () => true);
    const models = new ListModels({ looksLikeApiKey: () => true, ...ledger, modelExists });

    await refusalOf(models.one(headers, 'a\u0000b'));

    expect(modelExists).not.toHaveBeenCalled();
  });

  it('refuses a key as every call does', async () => {
    expect(await refusalOf(modelsWith(null).list(headers))).toBe('INVALID_API_KEY');
    expect(await refusalOf(modelsWith({ refusal: 'API_KEY_EXPIRED' }).list(headers))).toBe('API_KEY_EXPIRED');
    expect(await refusalOf(modelsWith({}).list({}))).toBe('MISSING_API_KEY');
    expect(await refusalOf(modelsWith({}).one({ 'x-api-key': ['wrong'] }, 'meta/llama'))).toBe(
      'INVALID_API_KEY',
    );
  });
});

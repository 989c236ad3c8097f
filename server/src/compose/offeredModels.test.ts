import type { CatalogueModel } from '../models/catalogueModel';
import type { ConfiguredModel } from '../platform/configUpstreams';
import { offeredModels } from './offeredModels';

const configured = (change: Partial<ConfiguredModel>): ConfiguredModel => ({
  id: 'meta/llama',
  upstreamModel: 'llama',
  name: null,
  kind: 'CHAT',
  contextTokens: null,
  maxOutputTokens: null,
  inputPrice: '0.6',
  outputPrice: '0.8',
  cachedInputPrice: null,
  ...change,
});
const builtIn: CatalogueModel = {
  id: 'openai/gpt',
  name: 'GPT',
  provider: 'OpenAI',
  kind: 'CHAT',
  contextTokens: 1,
  price: { input: '1', output: '2', cachedInput: null },
};

describe('the models on offer', () => {
  it('take provider and name from the id when the configuration gives no name', () => {
    expect(offeredModels([{ models: [configured({ id: 'meta/llama/70b' })] }], [])).toMatchObject([
      { id: 'meta/llama/70b', provider: 'meta', name: 'llama/70b', price: { input: '0.6', output: '0.8' } },
    ]);
  });

  it('have no price when one half of it is missing, rather than half a price', () => {
    expect(offeredModels([{ models: [configured({ outputPrice: null })] }], [])).toMatchObject([
      { price: null },
    ]);
  });

  it('stand once, as the configuration says, when a built-in list has them too', () => {
    const models = offeredModels(
      [
        { models: [configured({ id: 'openai/gpt', name: 'Ours' })] },
        { models: [configured({ id: 'openai/gpt', name: 'Ours' })] },
      ],
      [{ models: [builtIn] }],
    );

    expect(models.map(({ id, name }) => [id, name])).toEqual([['openai/gpt', 'Ours']]);
  });
});

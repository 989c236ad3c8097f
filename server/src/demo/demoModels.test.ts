import { DEMO_MODELS } from './demoModels';

describe('the demo models', () => {
  it('are four that write, one that embeds and one that ranks, of two providers, and say everywhere that they are a demo', () => {
    expect(DEMO_MODELS.map(({ kind }) => kind).sort()).toEqual([
      ...Array(4).fill('CHAT'),
      'EMBEDDING',
      'RERANK',
    ]);
    expect(new Set(DEMO_MODELS.map(({ provider }) => provider))).toEqual(new Set(['Demo', 'Demo Lab']));
    expect(new Set(DEMO_MODELS.map(({ id }) => id)).size).toBe(6);
    for (const { id, name } of DEMO_MODELS) expect([id, name].join(' ')).toMatch(/demo.* .*demo/i);
  });

  it('have ids and prices in the form of the catalogue', () => {
    for (const { id, price } of DEMO_MODELS) {
      expect(id).toMatch(/^[a-z0-9][a-z0-9._:-]*\/[a-z0-9][a-z0-9._:-]*$/);
      for (const amount of [price.input, price.output, price.cachedInput ?? '0'])
        expect(amount).toMatch(/^\d+(\.\d+)?$/);
    }
  });
});

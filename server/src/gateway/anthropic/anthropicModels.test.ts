import { GatewayRefusal } from '../gatewayRefusal';
import { anthropicModelPage } from './anthropicModels';

const MODELS = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
  id,
  name: id.toUpperCase(),
  provider: 'acme',
  contextTokens: null,
  createdAt: new Date('2025-11-23T00:00:00Z'),
}));

function pageOf(query: string): [string, boolean, string | null, string | null] {
  const { data, has_more, first_id, last_id } = anthropicModelPage(MODELS, new URLSearchParams(query));
  return [data.map(({ id }) => id).join(''), has_more, first_id, last_id];
}

describe('a page of models in the form of Anthropic', () => {
  it.each<[string, ReturnType<typeof pageOf>]>([
    ['', ['abcde', false, 'a', 'e']],
    ['limit=5', ['abcde', false, 'a', 'e']],
    ['limit=2', ['ab', true, 'a', 'b']],
    ['limit=2&after_id=b', ['cd', true, 'c', 'd']],
    ['limit=2&after_id=c', ['de', false, 'd', 'e']],
    ['after_id=e', ['', false, null, null]],
    ['limit=2&before_id=d', ['bc', true, 'b', 'c']],
    ['limit=2&before_id=c', ['ab', false, 'a', 'b']],
    ['limit=9&before_id=b', ['a', false, 'a', 'a']],
    ['before_id=a', ['', false, null, null]],
  ])('by %p', (query, page) => {
    expect(pageOf(query)).toEqual(page);
  });

  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=1001'],
    ['limit', 'limit='],
    ['limit', 'limit=1e2'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=1&limit=2'],
    ['after_id', 'after_id=z'],
    ['after_id', 'after_id='],
    ['before_id', 'before_id=z'],
    ['before_id', 'before_id=a&after_id=b'],
  ])('is refused for a wrong %s: %s', (param, query) => {
    let refusal: unknown;
    try {
      pageOf(query);
    } catch (error) {
      refusal = error;
    }

    expect(refusal).toBeInstanceOf(GatewayRefusal);
    expect(refusal).toMatchObject({ code: 'INVALID_REQUEST', subject: { param } });
  });
});

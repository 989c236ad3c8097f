import { groupByProvider, matchesSearch, tickedOf, withModels } from './pickModels';
import type { CatalogueModel } from './useModels';

function model(id: string, name: string): CatalogueModel {
  return {
    id,
    name,
    provider: id.split('/')[0] ?? '',
    kind: 'CHAT',
    contextTokens: null,
    inputPrice: null,
    outputPrice: null,
    isAvailable: true,
  };
}

const GPT = model('openai/gpt-5', 'GPT-5');
const MINI = model('openai/gpt-5-mini', 'GPT-5 mini');
const SONNET = model('anthropic/sonnet', 'Claude Sonnet');

it('puts all models of a provider together, in the order of the catalogue', () => {
  expect(groupByProvider([GPT, SONNET, MINI])).toEqual([
    { provider: 'openai', models: [GPT, MINI] },
    { provider: 'anthropic', models: [SONNET] },
  ]);
});

it('has no groups for an empty catalogue', () => {
  expect(groupByProvider([])).toEqual([]);
});

it('takes a provider for a name and nothing else', () => {
  const odd = model('constructor/x', 'X');

  expect(groupByProvider([odd])).toEqual([{ provider: 'constructor', models: [odd] }]);
});

it.each([
  ['', true],
  ['   ', true],
  ['gpt', true],
  ['GPT-5', true],
  ['mini gpt', true],
  ['openai mini', true],
  ['openai/gpt-5-m', true],
  ['gpt sonnet', false],
  ['gpt-6', false],
])('finds a model by the words of its name, id and provider in any order: "%s"', (search, isFound) => {
  expect(matchesSearch(MINI, search)).toBe(isFound);
});

it.each([
  [[], 'none'],
  [['anthropic/sonnet'], 'none'],
  [['openai/gpt-5'], 'some'],
  [['openai/gpt-5', 'openai/gpt-5-mini', 'anthropic/sonnet'], 'all'],
] as const)('shows how much of a provider is ticked by %j', (selected, ticked) => {
  expect(tickedOf([GPT, MINI], new Set<string>(selected))).toBe(ticked);
});

it('shows an empty group as unticked', () => {
  expect(tickedOf([], new Set(['openai/gpt-5']))).toBe('none');
});

it('ticks models once, behind those that were ticked before', () => {
  expect(withModels(['b', 'a'], ['a', 'c'], true)).toEqual(['b', 'a', 'c']);
});

it('unticks models and leaves the others as they were', () => {
  expect(withModels(['b', 'a', 'c'], ['a', 'x'], false)).toEqual(['b', 'c']);
});

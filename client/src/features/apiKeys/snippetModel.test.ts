import { newKeyValues } from './apiKeyForm';
import { snippetModel } from './snippetModel';

const MODELS = [
  { id: 'a/old-chat', kind: 'CHAT', isAvailable: false },
  { id: 'a/embed', kind: 'EMBEDDING', isAvailable: true },
  { id: 'a/chat', kind: 'CHAT', isAvailable: true },
  { id: 'b/chat', kind: 'CHAT', isAvailable: true },
];

it.each([
  [['b/chat', 'a/chat'], 'b/chat'],
  [['a/embed', 'b/chat'], 'b/chat'],
  [['a/embed'], 'a/embed'],
  [['unknown/model'], 'provider/model'],
])('writes the examples for the first chat model among %j', (modelIds, model) => {
  expect(snippetModel(newKeyValues(modelIds, null), MODELS)).toBe(model);
});

it('writes the examples of a key for all models for one that can be called', () => {
  expect(snippetModel({ ...newKeyValues([], null), permission: 'all' }, MODELS)).toBe('a/chat');
});

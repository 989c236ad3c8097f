import { MODEL_KINDS } from './modelKinds';
import { readModelQuestion, writeModelQuestion } from './modelQuestion';
import { modelSample } from './modelSample';

const FACTS = { publicUrl: 'https://api.example.com', model: 'acme/quick' };

it.each([
  ['CHAT', '/v1/chat/completions', 'messages'],
  ['COMPLETION', '/v1/completions', 'prompt'],
  ['EMBEDDING', '/v1/embeddings', 'input'],
] as const)('calls a model of the kind %s with a body that is JSON', (kind, path, field) => {
  const curl = modelSample('curl', { ...FACTS, kind }) ?? '';

  const body = JSON.parse(/-d '(.*)'$/s.exec(curl)?.[1] ?? '');
  expect(curl).toContain(`https://api.example.com${path} `);
  expect(body).toMatchObject({ model: 'acme/quick', [field]: expect.anything() });
  expect(curl).toContain('Bearer $AI_MARKETPLACE_API_KEY');
});

it('writes the same call for the clients of both languages', () => {
  const python = modelSample('python', { ...FACTS, kind: 'EMBEDDING' });
  const javascript = modelSample('javascript', { ...FACTS, kind: 'EMBEDDING' });

  expect(python).toContain('client.embeddings.create(\n    model="acme/quick",\n    input="Hello!",\n)');
  expect(javascript).toContain('client.embeddings.create({\n  model: "acme/quick",\n  input: "Hello!",\n})');
});

it('writes no sample for what it does not know how to call', () => {
  expect(modelSample('curl', { ...FACTS, kind: 'AUDIO' })).toBeNull();
});

it('keeps the view in the address, and leaves out what makes no sense', () => {
  const question = { search: 'gpt', provider: 'openai', kind: 'CHAT', open: 'openai/gpt-5' } as const;

  expect(readModelQuestion(writeModelQuestion(question))).toEqual(question);
  expect(readModelQuestion(new URLSearchParams('kind=poem')).kind).toBeNull();
  expect(
    MODEL_KINDS.map((kind) => readModelQuestion(new URLSearchParams(`kind=${kind.toLowerCase()}`)).kind),
  ).toEqual(MODEL_KINDS);
});

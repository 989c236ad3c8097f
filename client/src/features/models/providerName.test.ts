import { providerName } from './providerName';

it.each([
  ['openai', 'OpenAI'],
  ['OpenAI', 'OpenAI'],
  ['x-ai', 'xAI'],
  ['anthropic', 'Anthropic'],
  ['demo-lab', 'Demo-lab'],
  ['', ''],
])('writes the provider "%s" as people do', (provider, name) => {
  expect(providerName(provider)).toBe(name);
});

it('knows no brands that nobody gave it', () => {
  expect(providerName('constructor')).toBe('Constructor');
});

/** Brands that do not write themselves with one capital letter at the front. */
const BRANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    openai: 'OpenAI',
    deepseek: 'DeepSeek',
    xai: 'xAI',
    'x-ai': 'xAI',
    ai21: 'AI21',
    ibm: 'IBM',
    nvidia: 'NVIDIA',
    mistralai: 'Mistral AI',
    'meta-llama': 'Meta Llama',
    moonshotai: 'Moonshot AI',
    minimax: 'MiniMax',
    zai: 'Z.ai',
  }),
);

/** A provider's name as people write it; catalogues give it as the first part of the model's id. */
export function providerName(provider: string): string {
  const brand = BRANDS.get(provider.toLowerCase());
  if (brand) return brand;
  return provider.charAt(0).toUpperCase() + provider.slice(1);
}

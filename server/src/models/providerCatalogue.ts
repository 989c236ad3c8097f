import type { CatalogueModel } from './catalogueModel';

/** Where a provider's own key leads, and what it makes callable. */
export interface ProviderCatalogue {
  readonly provider: string;
  /** The protocol that it speaks at this address. */
  readonly kind: 'openai' | 'anthropic';
  readonly baseUrl: string;
  readonly models: readonly ProviderModel[];
}

export interface ProviderModel extends CatalogueModel {
  /** The longest answer that it gives, in tokens; null where nobody has to be told. */
  readonly maxOutputTokens: number | null;
}

type Row = readonly [
  upstreamModel: string,
  name: string,
  contextTokens: number,
  input: string,
  output: string,
  cached: string,
  maxOutputTokens?: number,
];

/**
 * Prices in US dollars for a million tokens, as the providers published them in 2025. They are a start, not a promise:
 * an upstream in the configuration that names the same model sets its price.
 */
export const OPENAI_CATALOGUE = catalogue(
  { provider: 'OpenAI', kind: 'openai', baseUrl: 'https://api.openai.com/v1' },
  [
    ['gpt-5', 'GPT-5', 400_000, '1.25', '10', '0.125'],
    ['gpt-5-mini', 'GPT-5 mini', 400_000, '0.25', '2', '0.025'],
    ['gpt-5-nano', 'GPT-5 nano', 400_000, '0.05', '0.4', '0.005'],
    ['gpt-4.1', 'GPT-4.1', 1_047_576, '2', '8', '0.5'],
    ['gpt-4.1-mini', 'GPT-4.1 mini', 1_047_576, '0.4', '1.6', '0.1'],
    ['gpt-4.1-nano', 'GPT-4.1 nano', 1_047_576, '0.1', '0.4', '0.025'],
    ['gpt-4o', 'GPT-4o', 128_000, '2.5', '10', '1.25'],
    ['gpt-4o-mini', 'GPT-4o mini', 128_000, '0.15', '0.6', '0.075'],
    ['o3', 'o3', 200_000, '2', '8', '0.5'],
    ['o4-mini', 'o4-mini', 200_000, '1.1', '4.4', '0.275'],
  ],
);

/** With the longest answer of each, which is its bound where a client of OpenAI's protocol sets none. */
export const ANTHROPIC_CATALOGUE = catalogue(
  { provider: 'Anthropic', kind: 'anthropic', baseUrl: 'https://api.anthropic.com/v1' },
  [
    ['claude-opus-4-1', 'Claude Opus 4.1', 200_000, '15', '75', '1.5', 32_000],
    ['claude-sonnet-4-5', 'Claude Sonnet 4.5', 200_000, '3', '15', '0.3', 64_000],
    ['claude-haiku-4-5', 'Claude Haiku 4.5', 200_000, '1', '5', '0.1', 64_000],
  ],
);

function catalogue(where: Omit<ProviderCatalogue, 'models'>, rows: readonly Row[]): ProviderCatalogue {
  const models = rows.map(
    ([
      upstreamModel,
      name,
      contextTokens,
      input,
      output,
      cachedInput,
      maxOutputTokens = null,
    ]): ProviderModel => ({
      id: `${where.provider.toLowerCase()}/${upstreamModel}`,
      name,
      provider: where.provider,
      kind: 'CHAT',
      contextTokens,
      maxOutputTokens,
      price: { input, output, cachedInput },
    }),
  );
  return { ...where, models };
}
